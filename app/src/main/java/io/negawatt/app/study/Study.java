package io.negawatt.app.study;

import io.negawatt.app.run.Site;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The study of training's energy, from its arms to its findings. */
public final class Study {
    private final StudySize size;
    private final EnumSet<Part> parts;
    private final Path root;
    private final Bench bench;

    /** What a study consists of. */
    public enum Part {
        /** Workers and batches. */
        SCALING,
        /** Energy to the same loss. */
        TECHNIQUES,
        /** Shapes under an energy budget. */
        SEARCH
    }

    /**
     * Where a study takes place.
     *
     * @param ledger takes its runs
     * @param site terms of their accounts
     * @param environment of its processes
     * @param lang language of the reports of its runs
     * @param version of the program
     * @param folder for plans and checkpoints while it lasts
     * @param root checkout whose documents are learned
     * @param clock wall clock
     */
    public record Place(
            Ledger ledger,
            Site site,
            Map<String, String> environment,
            Lang lang,
            String version,
            Path folder,
            Path root,
            InstantSource clock) {}

    /**
     * A study that has not begun.
     *
     * @param quick whether it shall be over within a quarter of an hour on two cores
     */
    public Study(boolean quick, EnumSet<Part> parts, Place place) {
        this.size = quick ? StudySize.QUICK : StudySize.FULL;
        this.parts = parts.clone();
        this.root = place.root();
        this.bench = new Bench(
                place.ledger(),
                place.site(),
                place.environment(),
                place.lang(),
                place.version(),
                place.folder(),
                place.clock());
    }

    /**
     * Carries the study out.
     *
     * @throws ArmFailedException where a training did not end well
     */
    public StudyResult run(String machine, int cores, StudyListener listener) throws IOException, InterruptedException {
        var studies = new Studies(size, StudyTexts.copy(root, bench.folder()));
        var conductor = new Conductor(bench, listener, arms(studies));
        Optional<StudyResult.Scaling> scaling = parts.contains(Part.SCALING)
                ? Optional.of(new ScalingStudy(studies, conductor).run(cores))
                : Optional.empty();
        List<TechniqueResult> techniques =
                parts.contains(Part.TECHNIQUES) ? new TechniqueStudy(studies, conductor).run() : List.of();
        Optional<StudyResult.Search> search =
                parts.contains(Part.SEARCH) ? Optional.of(new SearchStudy(studies, conductor).run()) : Optional.empty();
        return new StudyResult(
                size.name(),
                machine,
                conductor.weakestTier(),
                conductor.elapsedS(),
                size.seeds(),
                scaling,
                techniques,
                search);
    }

    private int arms(Studies studies) {
        var none = new Conductor(bench, progress -> {}, 0);
        int arms = 0;
        for (var part : parts) {
            arms += switch (part) {
                case SCALING -> new ScalingStudy(studies, none).arms();
                case TECHNIQUES -> new TechniqueStudy(studies, none).arms();
                case SEARCH -> new SearchStudy(studies, none).arms();
            };
        }
        return arms;
    }
}
