package io.negawatt.app.demo;

import io.negawatt.app.server.ActionDesk;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Actions of the demonstration; putting one back changes its state and nothing else. */
final class DemoActions implements ActionDesk {
    private final InstantSource clock;
    private final Set<String> restored = ConcurrentHashMap.newKeySet();

    DemoActions(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Action> actions(Lang lang) {
        return List.of(
                action("a3", 25, "cap", restored.contains("a3") ? "restored" : "active", Optional.of(hour(2)), lang),
                action("a2", 100, "held", "done", Optional.empty(), lang),
                action("a1", 555, "clocks", "restored", Optional.empty(), lang));
    }

    private Instant hour(int ahead) {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(ahead, ChronoUnit.HOURS);
    }

    private Action action(String id, long minutesAgo, String key, String state, Optional<Instant> until, Lang lang) {
        var texts = Texts.of(lang);
        return new Action(
                id,
                hour(0).minus(minutesAgo, ChronoUnit.MINUTES),
                texts.get("demo.action." + key),
                texts.get("demo.action.author"),
                texts.get("demo.action." + key + ".reason"),
                Optional.of(texts.get("demo.action." + key + ".limit")),
                Optional.of(texts.get("demo.action." + key + ".effect")),
                state,
                until,
                state.equals("active"));
    }

    @Override
    public Optional<Action> revert(String id, String who, Lang lang) {
        boolean active = actions(lang).stream().anyMatch(it -> it.id().equals(id) && it.reversible());
        if (!active) {
            return Optional.empty();
        }
        restored.add(id);
        return actions(lang).stream().filter(it -> it.id().equals(id)).findFirst();
    }
}
