package io.negawatt.app.server;

import io.negawatt.app.server.LedgerView.PhaseSpan;
import io.negawatt.app.server.LedgerView.RunPower;
import io.negawatt.app.server.LedgerView.SpreadView;
import io.negawatt.app.server.SeriesApi.CurveView;
import io.negawatt.app.server.SeriesApi.GapView;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Journal;
import io.negawatt.app.store.RunFolder;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Power of runs over time, from their journals; closed ones that were asked for last stay at hand. Thread-safe. */
final class RunPowers {
    private static final int KEPT = 16;

    private final Map<String, Replayed> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Replayed> eldest) {
            return size() > KEPT;
        }
    };

    /** What the journal tells: the curves of the run, and how its nodes differ. */
    private record Replayed(PowerCurve curve, Optional<NodeSpread> spread) {}

    RunPower of(RunFolder folder, int points, Call call) throws IOException {
        var account = AccountJson.read(folder.account());
        return view(replayed(folder, account), account, points, call);
    }

    /** {@return the power so far of a run that goes on} */
    RunPower of(LiveRun run, int points, Call call) {
        var account = run.account().orElseThrow(() -> Problem.missing("run", call.id()));
        var curve = run.curve().orElseThrow(() -> Problem.missing("run", call.id()));
        return view(new Replayed(curve, Optional.empty()), account, points, call);
    }

    private static RunPower view(Replayed replayed, Account account, int points, Call call) {
        var curve = replayed.curve();
        int merged = merged(curve, points);
        var from = curve.start();
        return new RunPower(
                from,
                account.to(),
                curve.stepS() * merged,
                curve.lines().stream()
                        .map(it -> line(it, account, merged, call))
                        .toList(),
                replayed.spread().map(it -> spread(it, merged)),
                curve.phases().stream()
                        .map(it -> new PhaseSpan(it.phase(), after(from, it.fromS()), after(from, it.toS())))
                        .toList(),
                account.gaps().stream()
                        .map(it -> new GapView(it.channel(), it.from(), it.to(), SeriesApi.said(call, it.reason())))
                        .toList(),
                account.notes().stream().map(it -> SeriesApi.said(call, it)).toList());
    }

    private synchronized Replayed replayed(RunFolder folder, Account account) throws IOException {
        var before = kept.get(folder.id());
        if (before != null) {
            return before;
        }
        var replayed = replay(folder, account);
        kept.put(folder.id(), replayed);
        return replayed;
    }

    private static Replayed replay(RunFolder folder, Account account) throws IOException {
        var replay = new Replay(account);
        Journal.read(folder.journal(), replay::accept);
        return replay.result();
    }

    /** One pass over the events of a run. */
    private static final class Replay {
        private final Account account;
        private @Nullable AccountBuilder builder;
        private Optional<NodeSpread> spread = Optional.empty();

        private Replay(Account account) {
            this.account = account;
        }

        private void accept(RunEvent event) {
            if (event instanceof RunEvent.Started started) {
                builder = new AccountBuilder(started);
                spread = NodeSpread.of(started, account.elapsedS());
            } else if (builder != null) {
                builder.accept(event);
                if (event instanceof RunEvent.Polled polled) {
                    spread.ifPresent(it -> it.add(polled));
                }
            }
        }

        private Replayed result() {
            var curve = builder == null
                    ? new PowerCurve(account.from(), Math.max(1, account.elapsedS()), List.of(), List.of())
                    : builder.curve();
            return new Replayed(curve, spread);
        }
    }

    private static int merged(PowerCurve curve, int points) {
        int steps =
                curve.lines().stream().mapToInt(it -> it.watts().size()).max().orElse(1);
        return Math.max(1, Math.ceilDiv(steps, points));
    }

    private static CurveView line(PowerCurve.Line line, Account account, int merged, Call call) {
        String id = line.component().id();
        var tier = account.components().stream()
                .filter(it -> it.component() == line.component())
                .map(it -> it.tier().id())
                .findFirst();
        double[] watts = line.watts().stream().mapToDouble(Double::doubleValue).toArray();
        return new CurveView(
                id,
                call.text(Message.of("component." + id)),
                "W",
                tier,
                Curves.nullable(NodeSpread.means(watts, merged)));
    }

    private static SpreadView spread(NodeSpread spread, int merged) {
        return new SpreadView(
                spread.nodes(),
                Curves.nullable(NodeSpread.means(spread.lowW(), merged)),
                Curves.nullable(NodeSpread.means(spread.meanW(), merged)),
                Curves.nullable(NodeSpread.means(spread.highW(), merged)));
    }

    private static Instant after(Instant from, double seconds) {
        return from.plusNanos(Math.round(seconds * 1e9));
    }
}
