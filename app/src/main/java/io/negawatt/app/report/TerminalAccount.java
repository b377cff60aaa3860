package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.Finding;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The account as lines of a terminal: the same figures and words as in the HTML report, in aligned columns. */
public final class TerminalAccount {
    private static final int MOST_GAPS = 3;
    private static final int MOST_NOTES = 5;
    private static final int MOST_PARTS = 8;

    private final Account account;
    private final Terminal terminal;
    private final View view;
    private final FigureUnit unit;
    private final TextTable lines;

    private TerminalAccount(Account account, List<Finding> findings, Terminal terminal) {
        this.account = account;
        this.terminal = terminal;
        var noCurve = new PowerCurve(account.from(), 1, List.of(), List.of());
        this.view = new View(account, noCurve, findings, terminal.lang(), ZoneOffset.UTC);
        this.unit = FigureUnit.ofEnergyJ(account.totalJ().mid());
        this.lines = new TextTable(terminal, labels());
    }

    /**
     * {@return the account, line by line}
     *
     * @param findings what the reader could do; may be empty
     * @param report where the HTML report is; empty where none was written
     */
    public static List<String> lines(
            Account account, List<Finding> findings, Optional<String> report, Terminal terminal) {
        var text = new TerminalAccount(account, findings, terminal);
        text.title();
        text.energy();
        text.conversions();
        text.parts("phases", account.phases(), part -> text.view.figures().phase(part.name()));
        text.parts("ranks", account.ranks(), Part::name);
        text.gaps();
        text.notes();
        text.findings();
        report.ifPresent(path -> text.lines.wrapped(text.say("terminal.report"), path));
        return text.lines.lines();
    }

    private List<String> labels() {
        var labels = new ArrayList<String>();
        account.components().forEach(use -> labels.add(name(use)));
        for (String key :
                new String[] {"total", "means", "work", "phases", "ranks", "gap", "note", "advice", "report"}) {
            labels.add(say("terminal." + key));
        }
        return labels;
    }

    private void title() {
        var figures = view.figures();
        var facts = new ArrayList<String>();
        facts.add(Columns.clean(account.name()));
        facts.add(figures.duration(account.elapsedS()));
        if (account.status() == Status.INTERRUPTED) {
            facts.add(say("interrupted"));
        }
        account.exitCode().ifPresent(code -> facts.add(say("exit", code)));
        lines.title(String.join(" · ", facts), say("run", Columns.clean(account.id())));
    }

    private void energy() {
        account.components().stream()
                .filter(use -> use.energyJ().high() > 0 || !use.sources().isEmpty())
                .forEach(use -> lines.row(name(use), figures(use.energyJ()), Columns.clean(basis(use))));
        String rest = say("terminal.unattributed", unit.column(account.residualJ()) + " " + unit.symbol());
        lines.rowInFull(say("terminal.total"), figures(account.totalJ()), rest);
    }

    private String figures(Interval energyJ) {
        int width = Columns.width(unit.column(account.totalJ().mid()) + " " + unit.symbol()) + 1;
        String figure = Columns.right(unit.column(energyJ.mid()) + " " + unit.symbol(), width);
        String spread = Columns.left(view.figures().spread(energyJ, unit), spreadWidth());
        return figure + "  " + spread + "  ";
    }

    private int spreadWidth() {
        return Stream.concat(account.components().stream().map(ComponentUse::energyJ), Stream.of(account.totalJ()))
                .mapToInt(energyJ -> Columns.width(view.figures().spread(energyJ, unit)))
                .max()
                .orElse(0);
    }

    /** How the figure is known, and by which devices: {@code counter + modeled: NVIDIA H200, Xeon}. */
    private String basis(ComponentUse use) {
        if (use.sources().isEmpty()) {
            return tier(use.tier());
        }
        String tiers = use.sources().stream()
                .map(Source::tier)
                .distinct()
                .sorted()
                .map(this::tier)
                .collect(Collectors.joining(" + "));
        return say("terminal.basis", tiers, String.join(", ", view.labels(use)));
    }

    private void conversions() {
        var figures = view.figures();
        var items = new ArrayList<String>();
        account.cost().ifPresent(cost -> items.add(say("terminal.cost", figures.money(cost))));
        account.demand()
                .ifPresent(demand -> items.add(say(
                        "terminal.demand",
                        figures.power(demand.power().watts()),
                        figures.money(
                                demand.perMonth().amount(), demand.perMonth().currency()))));
        items.add(say(
                "terminal.carbon",
                figures.mass(account.carbon().locationG().mid()),
                figures.mass(account.carbon().marketG().mid()),
                Figures.gas(account.carbon().location().kind().gas())));
        items.add(say("terminal.water", figures.volume(account.waterL().mid())));
        if (account.hardware().embodiedG().high() > 0) {
            items.add(say(
                    "terminal.hardware", figures.massRange(account.hardware().embodiedG())));
        }
        lines.items(items);
        var means = MeanRates.of(view).changing();
        if (!means.isEmpty()) {
            lines.wrapped(say("terminal.means"), String.join("   ", means));
        }
        if (!account.work().isEmpty()) {
            String work = account.work().stream().map(this::work).collect(Collectors.joining("   "));
            lines.wrapped(say("terminal.work"), work);
        }
    }

    private String work(Work work) {
        var perUnit = work.energyJPerUnit();
        var small = FigureUnit.ofUnitEnergyJ(perUnit.mid());
        String spread = view.figures().beside(perUnit, small.size());
        String name = Columns.clean(view.figures().workUnit(work.unit()));
        return "%s %s/%s %s"
                .formatted(small.three(perUnit.mid()), small.symbol(), name, spread)
                .strip();
    }

    /** The largest parts with their share of the total. */
    private void parts(String key, List<Part> parts, Function<Part, String> name) {
        if (parts.isEmpty()) {
            return;
        }
        double totalJ = account.totalJ().mid();
        String text = parts.stream()
                .sorted(Comparator.comparingDouble(Part::energyJ).reversed())
                .limit(MOST_PARTS)
                .map(part -> "%s %s"
                        .formatted(
                                part.name().equals(Account.OUTSIDE)
                                        ? view.say(key + ".outside")
                                        : Columns.clean(name.apply(part)),
                                view.figures().percent(Figures.share(part.energyJ(), totalJ))))
                .collect(Collectors.joining(" · "));
        lines.wrapped(say("terminal." + key), text);
    }

    private void gaps() {
        if (account.gapS() <= 0) {
            return;
        }
        var figures = view.figures();
        String part = figures.percent(account.gapS() / account.elapsedS());
        lines.wrapped(say("terminal.gap"), say("uncovered", figures.duration(account.gapS()), part));
        account.gaps().stream().limit(MOST_GAPS).forEach(gap -> {
            double atS = Duration.between(account.from(), gap.from()).toNanos() * 1e-9;
            double forS = Duration.between(gap.from(), gap.to()).toNanos() * 1e-9;
            String reason = gap.reason().in(terminal.lang());
            lines.wrapped(
                    "", say("terminal.gap.one", gap.channel(), figures.clock(atS), figures.duration(forS), reason));
        });
        if (account.gaps().size() > MOST_GAPS) {
            lines.wrapped("", say("terminal.more", account.gaps().size() - MOST_GAPS));
        }
    }

    private void notes() {
        var notes = account.notes();
        notes.stream().limit(MOST_NOTES).forEach(note -> lines.wrapped(say("terminal.note"), note.in(terminal.lang())));
        if (notes.size() > MOST_NOTES) {
            lines.wrapped("", say("terminal.more", notes.size() - MOST_NOTES));
        }
    }

    private void findings() {
        for (int i = 0; i < view.findings().size(); i++) {
            var finding = view.findings().get(i);
            String title = "%d  %s   %s"
                    .formatted(
                            i + 1,
                            finding.title().in(terminal.lang()),
                            finding.change()
                                    .map(new ChangeWords(terminal.lang())::sentence)
                                    .orElseGet(() -> finding.detail().in(terminal.lang())));
            lines.wrapped(i == 0 ? say("terminal.advice") : "", title);
            if (!finding.command().isEmpty()) {
                lines.wrapped("", "   " + Shell.quoted(finding.command()));
            }
        }
    }

    private String name(ComponentUse use) {
        return Texts.of(terminal.lang()).get("component." + use.component().id());
    }

    private String tier(Tier tier) {
        return view.tier(tier);
    }

    private String say(String key, Object... args) {
        return view.say(key, args);
    }
}
