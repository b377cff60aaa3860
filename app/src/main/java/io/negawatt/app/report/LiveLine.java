package io.negawatt.app.report;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.text.Texts;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run uses right now, on one line below the cursor, which stays where the command left it: what the command prints and
 * what is drawn here do not run into each other. Where the output cannot be drawn over, it is a plain
 * line at the start and then every half minute.
 *
 * <p>Not thread-safe.
 */
public final class LiveLine implements AutoCloseable {
    private static final int HISTORY = 10;
    private static final Duration DRAWN_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_AFTER = Duration.ofMillis(500);
    private static final Duration PLAIN_LOOK_EVERY = Duration.ofSeconds(5);
    private static final double PLAIN_EVERY_S = 30;

    private static final String CLEAR_FROM_HERE = "\u001B[J";
    /** Makes sure that there is a line below the cursor: down one, scrolling where the screen ends, and up again. */
    private static final String ROOM_BELOW = "\u001BD\u001B[A";

    private static final String KEEP_CURSOR = "\u001B7";
    private static final String TO_LINE_BELOW = "\u001B[B\r";
    private static final String BACK_TO_CURSOR = "\u001B8";

    private final Terminal terminal;
    private final PrintStream out;
    private final Figures figures;
    private final Deque<Double> powerW = new ArrayDeque<>();
    private double nextPlainS;
    private boolean shown;
    private boolean drawn;

    public LiveLine(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        this.figures = new Figures(terminal.lang());
    }

    /**
     * The state of a run.
     *
     * @param elapsedS time since the start, in s
     * @param powerW mean power since the last state, in W; NaN where there is a gap
     * @param energyJ energy since the start, in J
     * @param gpu use of the GPUs, 0 to 1; empty without a GPU
     * @param cpu use of the CPUs, 0 to 1; empty where it is not known
     * @param cost money since the start; empty without a price
     * @param carbonG carbon since the start, location-based, in g
     * @param gas what the carbon counts, such as {@code CO2e}
     */
    public record State(
            double elapsedS,
            double powerW,
            double energyJ,
            OptionalDouble gpu,
            OptionalDouble cpu,
            Optional<Cost> cost,
            double carbonG,
            String gas) {}

    /** {@return how long until the next state is worth showing} */
    public Duration every() {
        if (!shown) {
            return FIRST_AFTER;
        }
        return terminal.redraws() ? DRAWN_EVERY : PLAIN_LOOK_EVERY;
    }

    /** Shows the state. */
    public void show(State state) {
        shown = true;
        remember(state.powerW());
        if (terminal.redraws()) {
            out.print(
                    CLEAR_FROM_HERE + ROOM_BELOW + KEEP_CURSOR + TO_LINE_BELOW + fitted(parts(state)) + BACK_TO_CURSOR);
            out.flush();
            drawn = true;
        } else if (state.elapsedS() >= nextPlainS) {
            out.println(plain(state));
            out.flush();
            nextPlainS = state.elapsedS() + PLAIN_EVERY_S;
        }
    }

    /** Clears the line, so that the account can take its place. */
    @Override
    public void close() {
        if (drawn) {
            out.print(CLEAR_FROM_HERE);
            out.flush();
            drawn = false;
        }
    }

    private void remember(double watts) {
        powerW.addLast(watts);
        if (powerW.size() > HISTORY) {
            powerW.removeFirst();
        }
    }

    private List<String> parts(State state) {
        var parts = new ArrayList<String>();
        parts.add(figures.clock(state.elapsedS()) + " " + Sparkline.framed(List.copyOf(powerW), HISTORY) + " "
                + power(state));
        parts.add(figures.energyShort(state.energyJ()));
        state.gpu().ifPresent(use -> parts.add("gpu " + whole(use)));
        state.cpu().ifPresent(use -> parts.add("cpu " + whole(use)));
        state.cost().ifPresent(cost -> parts.add(figures.money(cost)));
        parts.add(figures.mass(state.carbonG()) + " " + Figures.gas(state.gas()));
        return parts;
    }

    /** As many parts as fit into a line without its last column, in which some terminals would wrap. */
    private String fitted(List<String> parts) {
        String line = "  " + parts.getFirst();
        for (String part : parts.subList(1, parts.size())) {
            String longer = line + "   " + part;
            if (Columns.width(longer) >= terminal.width()) {
                break;
            }
            line = longer;
        }
        return Columns.cut(line, terminal.width() - 1);
    }

    private String plain(State state) {
        var parts = new ArrayList<String>();
        parts.add(figures.clock(state.elapsedS()));
        parts.add(say("live.power", power(state)));
        parts.add(say("live.energy", figures.energyShort(state.energyJ())));
        state.gpu().ifPresent(use -> parts.add("GPU " + whole(use)));
        state.cpu().ifPresent(use -> parts.add("CPU " + whole(use)));
        state.cost().ifPresent(cost -> parts.add(say("live.cost", figures.money(cost))));
        parts.add(say("live.carbon", figures.mass(state.carbonG()) + " " + Figures.gas(state.gas())));
        return String.join(say("live.comma"), parts);
    }

    private String power(State state) {
        return Double.isNaN(state.powerW()) ? say("gap") : figures.power(state.powerW());
    }

    private static String whole(double fraction) {
        return Math.round(fraction * 100) + " %";
    }

    private String say(String key, Object... args) {
        return Texts.of(terminal.lang()).get("report." + key, args);
    }
}
