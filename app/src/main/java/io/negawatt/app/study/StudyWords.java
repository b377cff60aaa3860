package io.negawatt.app.study;

import io.negawatt.app.report.FigureUnit;
import io.negawatt.app.report.Page;
import io.negawatt.app.study.TechniqueResult.Kind;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the names and figures of a study read, on the terminal, in documents and in the report alike. */
record StudyWords(Lang lang) implements Page {
    private static final int LOSS_DECIMALS = 3;

    @Override
    public String say(String key, Object... args) {
        return Texts.of(lang).get("study." + key, args);
    }

    /** {@return the text of this key, or {@code name} where there is none, as for a name that came with a file} */
    private String named(String group, String name) {
        String key = "study." + group + "." + name.replace(' ', '-');
        var texts = Texts.of(lang);
        return texts.keys().contains(key) ? texts.get(key) : name;
    }

    String phase(String label) {
        return named("phase", label);
    }

    String baseline(String name) {
        return named("baseline", name);
    }

    /** {@return the sentence on what a technique changes or may cost; empty for one that this version does not know} */
    String technique(String kind, String what) {
        String key = "technique." + kind + "." + what;
        var texts = Texts.of(lang);
        return texts.keys().contains(key) ? texts.get(key) : "";
    }

    /** {@return what was compared, such as {@code to a loss of 2.61}} */
    String compared(TechniqueResult result) {
        return switch (result.measure()) {
            case TO_LOSS -> say("kind.to-loss", Numbers.fixed(result.targetLoss(), 2));
            case WHOLE -> say("kind.whole");
            case SCORING -> say("kind.scoring");
        };
    }

    /** {@return the energy of the baseline, per token where scoring is compared} */
    String baselineEnergy(TechniqueResult result) {
        return result.measure() == Kind.SCORING
                ? say("per-token", energy(result.baselineJ()))
                : energy(result.baselineJ());
    }

    /** {@return the verdict with its sign, which needs no color to be told from the others} */
    String verdict(Verdict verdict) {
        return sign(verdict) + " " + name(verdict);
    }

    String name(Verdict verdict) {
        return Texts.of(lang).get(verdict.key());
    }

    static String sign(Verdict verdict) {
        return switch (verdict) {
            case SAVES -> "▼";
            case COSTS -> "▲";
            case NO_DIFFERENCE_SHOWN -> "≈";
            case TARGET_NOT_REACHED -> "×";
        };
    }

    /** {@return the ratio as a difference, such as {@code −18.2 % (−22.0 … −14.1)}} */
    String ratio(Interval ratio) {
        return "%s (%s)".formatted(change(ratio.mid()), ends(ratio));
    }

    /** {@return how much more or less than the baseline, such as {@code −18.2 %}} */
    String change(double ratio) {
        return signed(100 * (ratio - 1), 1) + " %";
    }

    /** {@return both ends of the difference, in percent} */
    String ends(Interval ratio) {
        return signed(100 * (ratio.low() - 1), 1) + " … " + signed(100 * (ratio.high() - 1), 1);
    }

    static String signed(double value, int decimals) {
        String size = Numbers.fixed(Math.abs(value), decimals);
        boolean zero = Double.parseDouble(size) == 0;
        return zero ? size : (value < 0 ? "−" : "+") + size;
    }

    static String loss(double nats) {
        return Numbers.fixed(nats, LOSS_DECIMALS);
    }

    static String lossDifference(double nats) {
        return signed(nats, LOSS_DECIMALS);
    }

    /** {@return an energy to three digits, such as {@code 1.23 mJ}} */
    static String energy(double joules) {
        var unit = FigureUnit.ofUnitEnergyJ(joules);
        return unit.three(joules) + " " + unit.symbol();
    }

    /** {@return both ends of a change in one unit, such as {@code 0.62 → 0.33 mJ}} */
    static List<String> energies(double fromJ, double toJ) {
        var unit = FigureUnit.ofUnitEnergyJ(Math.max(fromJ, toJ));
        return List.of(unit.three(fromJ), unit.three(toJ) + " " + unit.symbol());
    }

    /** {@return depth × width × heads} */
    static String shape(ShapeResult shape) {
        return "%d × %d × %d".formatted(shape.layers(), shape.width(), shape.heads());
    }

    /** {@return the items one after the other, as a sentence lists them} */
    String listed(List<String> items) {
        return String.join(say("comma"), items);
    }

    /** {@return sentences as a paragraph} */
    String paragraph(List<String> sentences) {
        return String.join(Texts.of(lang).get("report.between-sentences"), sentences);
    }

    /** {@return the command that carried the study out, but for its terms} */
    static String command(StudyResult result) {
        var words = new ArrayList<>(List.of("negawatt", "train", "study"));
        if (result.size().equals(StudySize.QUICK.name())) {
            words.add("--quick");
        }
        var parts = parts(result);
        if (parts.size() == 1) {
            words.addAll(List.of("--part", parts.getFirst().name().toLowerCase(Locale.ROOT)));
        }
        return String.join(" ", words);
    }

    private static List<Study.Part> parts(StudyResult result) {
        var parts = new ArrayList<Study.Part>();
        result.scaling().ifPresent(scaling -> parts.add(Study.Part.SCALING));
        if (!result.techniques().isEmpty()) {
            parts.add(Study.Part.TECHNIQUES);
        }
        result.search().ifPresent(search -> parts.add(Study.Part.SEARCH));
        return parts;
    }

    /** {@return machine, size, seeds and time in words} */
    List<String> facts(StudyResult result) {
        return List.of(
                result.machine(),
                named("size", result.size()),
                say("seeds", result.seeds()),
                figures().duration(result.elapsedS()),
                say("energy-is", tier(result.basis())));
    }

    /** {@return how the energy was got and what follows for these figures} */
    String basis(StudyResult result) {
        return say("basis." + read(result), tier(result.basis()));
    }

    /** {@return the same for a place with little room, beside the tier} */
    String basisShort(StudyResult result) {
        return say("kpi.basis." + read(result));
    }

    private static String read(StudyResult result) {
        return switch (result.basis()) {
            case METERED, COUNTER, ATTRIBUTED -> "read";
            case MODELED, DEFAULT -> "modeled";
        };
    }
}
