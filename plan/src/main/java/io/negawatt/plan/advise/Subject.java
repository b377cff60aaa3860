package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Gpu;
import io.negawatt.core.estimate.Advice;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What advice is given on. */
public sealed interface Subject {

    /**
     * A run that has ended.
     *
     * @param terms prices and factors by the hour, where they are known for longer than the run
     * @param meters what was found on its host when it began; empty where that is not known any more
     * @param others other runs of the same ledger, to tell what was done twice
     */
    record Run(Catalog catalog, Account account, Terms terms, List<Discoveries.Row> meters, List<Account> others)
            implements Subject {

        public Run {
            meters = List.copyOf(meters);
            others = List.copyOf(others);
        }

        /** A run of which only its account and its meters are known. */
        public Run(Catalog catalog, Account account, List<Discoveries.Row> meters) {
            this(catalog, account, account.terms(), meters, List.of());
        }

        /** {@return other runs of the very command} */
        List<Account> sameCommand() {
            return others.stream()
                    .filter(other ->
                            !other.id().equals(account.id()) && other.host().equals(account.host()))
                    .filter(other ->
                            !account.command().isEmpty() && other.command().equals(account.command()))
                    .toList();
        }

        /** {@return the devices of the run that the catalog knows as GPUs} */
        List<MeteredGpu> gpus() {
            return account.components().stream()
                    .filter(use -> use.component() == Component.COMPUTE)
                    .flatMap(use -> use.sources().stream())
                    .filter(source -> source.channel().startsWith("gpu") && source.coveredS() > 0)
                    .flatMap(source -> catalog.gpu(source.label()).map(gpu -> new MeteredGpu(source, gpu)).stream())
                    .toList();
        }

        /** {@return a component's part of the total} */
        double share(Component component) {
            double energyJ = account.components().stream()
                    .filter(use -> use.component() == component)
                    .map(ComponentUse::energyJ)
                    .mapToDouble(Interval::mid)
                    .sum();
            return account.totalJ().mid() > 0 ? energyJ / account.totalJ().mid() : 0;
        }

        /** {@return what a joule of equipment costs with the cooling that it causes} */
        double overhead() {
            double itJ = account.components().stream()
                    .filter(use -> use.component().isIt())
                    .mapToDouble(use -> use.energyJ().mid())
                    .sum();
            return itJ > 0 ? account.totalJ().mid() / itJ : 1;
        }

        /**
         * {@return the words that do the run again, metered, after those of {@code before}; none where it had no command}
         */
        List<String> again(String... before) {
            var command = account.command();
            if (command.isEmpty()) {
                return List.of();
            }
            var meter = isOwn() ? List.<String>of() : List.of("negawatt", "run", "--");
            return Stream.of(List.of(before), meter, command)
                    .flatMap(List::stream)
                    .toList();
        }

        /** {@return the command of the program's own training that this run was; none where it was something else} */
        List<String> training(String... more) {
            boolean trained = isOwn() && account.command().get(1).equals("train");
            return trained
                    ? Stream.concat(account.command().stream(), Stream.of(more)).toList()
                    : List.of();
        }

        /** Whether it was a command of this program, which meters itself. */
        private boolean isOwn() {
            return account.command().size() > 1 && account.command().getFirst().equals("negawatt");
        }
    }

    /** A GPU of a run, with what the catalog knows of it. */
    record MeteredGpu(Source source, Gpu gpu) {
        /** {@return its mean power while it was metered, the use of others included, in W} */
        double meanW() {
            return source.meteredJ() / source.coveredS();
        }

        /** {@return its index as the driver counts} */
        String index() {
            return source.channel().substring(3);
        }
    }

    /**
     * A model that is served or will be.
     *
     * @param model name of its weights, for commands
     * @param wishS longest mean time per output token, in s; twice today's where nobody says
     * @param zone grid zone; empty where nobody says
     * @param pue power usage effectiveness of the site; that of the world where empty
     */
    record Serving(
            Catalog catalog,
            InferenceEstimator estimator,
            String model,
            Deployment deployment,
            OptionalDouble wishS,
            Optional<String> zone,
            OptionalDouble pue)
            implements Subject {
        private static final double SLOWER = 2;

        /** {@return the command that serves the model with vLLM as {@code deployment} says} */
        List<String> serve(Deployment deployment, String... more) {
            var words = Stream.of(
                    "vllm",
                    "serve",
                    model,
                    deployment.model().experts() > 0 ? "--data-parallel-size" : "--tensor-parallel-size",
                    String.valueOf(deployment.gpus()),
                    "--max-num-seqs",
                    Numbers.fixed(deployment.maxSequences(), 0));
            var experts = deployment.model().experts() > 0 && deployment.gpus() > 1
                    ? Stream.of("--enable-expert-parallel")
                    : Stream.<String>empty();
            return Stream.of(words, experts, Stream.of(more)).flatMap(s -> s).toList();
        }

        InferenceEstimate now() {
            return estimator.estimate(deployment);
        }

        Advice advice() {
            return new Advice(estimator);
        }

        /** {@return energy of an output token with what stands around the devices, in J} */
        double systemJ(InferenceEstimate estimate) {
            return new ServingSystem(catalog, pue).joulesPerToken(estimate).mid();
        }

        /** {@return the least energy of an output token that the same devices come to at another batch, in J} */
        double leastOfBatchesJ() {
            return advice().curve(deployment).stream()
                    .filter(this::keepsWish)
                    .mapToDouble(this::systemJ)
                    .min()
                    .orElseGet(() -> systemJ(now()));
        }

        boolean keepsWish(InferenceEstimate estimate) {
            return estimate.wishS() <= wishS.orElse(SLOWER * now().tokenS().mid());
        }

        /**
         * {@return the finding that serving so instead is worth it; none where it is not}
         *
         * @param kind name of the {@link FindingKind}, which is that of its text for detail too
         * @param more options of the command that serves so
         */
        Stream<Finding> finding(String kind, Message title, InferenceEstimate other, String... more) {
            var change = changeTo(other);
            return change.saving() < Findings.LEAST_SAVING
                    ? Stream.empty()
                    : Stream.of(Finding.change(
                            kind,
                            title,
                            Message.of("finding." + kind + ".detail"),
                            change,
                            Bases.estimate(other),
                            serve(other.deployment(), more)));
        }

        /** {@return what serving so instead would change} */
        Change changeTo(InferenceEstimate other) {
            var now = now();
            var devices = estimator.energyRatio(now, other);
            double ratio = systemJ(other) / systemJ(now);
            var energy = Change.to(Interval.byFactor(ratio, devices.high() / devices.mid()));
            return Change.ofEnergy(energy, Change.to(estimator.timeRatio(now, other)));
        }
    }

    /**
     * Data that are kept.
     *
     * @param terabytes size of one copy, in TB
     * @param medium what they lie on: {@code hdd} or {@code ssd}
     * @param copies how often they are kept
     */
    record Stored(Catalog catalog, double terabytes, String medium, double copies) implements Subject {}
}
