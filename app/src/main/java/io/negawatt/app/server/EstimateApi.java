package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.server.EstimateView.Choices;
import io.negawatt.app.server.EstimateView.Inference;
import io.negawatt.app.server.EstimateView.InferenceQuery;
import io.negawatt.app.server.EstimateView.ModelChoice;
import io.negawatt.app.server.EstimateView.Point;
import io.negawatt.app.server.EstimateView.TokenUse;
import io.negawatt.app.server.EstimateView.Training;
import io.negawatt.app.server.EstimateView.TrainingQuery;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.catalog.Llm;
import io.negawatt.core.estimate.Advice;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.DeploymentReader;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.Precision;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.estimate.Task;
import io.negawatt.core.estimate.TrainingCase;
import io.negawatt.core.estimate.TrainingEstimator;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Energy before the fact. The estimators are read from the program when somebody first asks. */
final class EstimateApi {
    private static final double MILLION = 1e6;
    private static final double HOUR_S = 3600;
    private static final int MOST_BEST = 8;

    private final Platform platform;
    private final Lazy lazy = new Lazy();

    EstimateApi(Platform platform) {
        this.platform = platform;
    }

    private static final class Lazy {
        private static final class Held {
            static final Catalog CATALOG = Catalog.load();
            static final InferenceEstimator INFERENCE = InferenceEstimator.shipped();
            static final TrainingEstimator TRAINING = TrainingEstimator.shipped(CATALOG);
            static final DeploymentReader DEPLOYMENTS = new DeploymentReader(CATALOG);
        }

        Catalog catalog() {
            return Held.CATALOG;
        }

        InferenceEstimator inference() {
            return Held.INFERENCE;
        }

        TrainingEstimator training() {
            return Held.TRAINING;
        }

        DeploymentReader deployments() {
            return Held.DEPLOYMENTS;
        }
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("getChoices", "/api/v1/estimate/choices", Scope.READ, _ -> Answer.of(choices())),
                Operation.post(
                        "estimateInference",
                        "/api/v1/estimate/inference",
                        Scope.READ,
                        call -> Answer.of(inference(call, call.document(InferenceQuery.class)))),
                Operation.post(
                        "estimateTraining",
                        "/api/v1/estimate/training",
                        Scope.READ,
                        call -> Answer.of(training(call, call.document(TrainingQuery.class)))));
    }

    private Choices choices() {
        var facts = lazy.catalog().facts().toList();
        var chips = facts.stream()
                .filter(Datasheet.class::isInstance)
                .map(Datasheet.class::cast)
                .map(Datasheet::id)
                .sorted()
                .toList();
        return new Choices(
                facts.stream()
                        .filter(Llm.class::isInstance)
                        .map(Llm.class::cast)
                        .sorted(Comparator.comparing(Llm::id))
                        .map(it -> new ModelChoice(
                                it.id(),
                                it.id(),
                                it.totalB(),
                                it.activeB(),
                                it.kindOfBlocks().id()))
                        .toList(),
                chips,
                chips,
                Arrays.stream(Precision.values()).map(Precision::id).toList(),
                Arrays.stream(Llm.Kind.values()).map(Llm.Kind::id).toList(),
                Arrays.stream(Task.values()).map(Task::id).toList());
    }

    private Inference inference(Call call, InferenceQuery query) {
        Check.text("gpu", query.gpu(), 40);
        Check.range("gpus", query.gpus(), 1, 1024);
        Check.range("batch", query.batch(), 1, 65_536);
        query.pue().ifPresent(it -> Check.range("pue", it, 1, 10));
        var cells = cells(query);
        var deployment = lazy.deployments().read(new CaseRow(0, cells));
        var advice = new Advice(lazy.inference());
        var estimate = lazy.inference().estimate(deployment);
        var all = advice.frontier(deployment);
        return new Inference(
                Point.of(estimate),
                call.text(Message.of(
                        "server.estimate.rests." + estimate.standing().kinship().id())),
                perMillion(estimate, query.pue()),
                advice.curve(deployment).stream().map(Point::of).toList(),
                frontier(all).stream().map(Point::of).toList(),
                List.of(),
                best(all, query.wishS()).stream().map(Point::of).toList(),
                "negawatt estimate infer" + options(cells));
    }

    private static Map<String, String> cells(InferenceQuery query) {
        var cells = new LinkedHashMap<String, String>();
        put(cells, "model_id", query.model());
        put(cells, "architecture", query.architecture());
        put(cells, "total_params_billions", query.paramsB());
        put(cells, "activated_params_billions", query.activeB());
        put(cells, "weight_precision", query.precision());
        cells.put("gpu_model", String.valueOf(query.gpu()));
        cells.put("num_gpus", Integer.toString(query.gpus()));
        cells.put("max_num_seqs", Integer.toString(query.batch()));
        put(cells, "task", query.task());
        put(cells, "input_len", query.inputTokens());
        put(cells, "avg_output_len", query.outputTokens());
        return cells;
    }

    private static void put(Map<String, String> cells, String column, Optional<String> value) {
        value.ifPresent(it -> cells.put(column, Check.text(column, it, 200)));
    }

    private static void put(Map<String, String> cells, String column, OptionalDouble value) {
        value.ifPresent(it -> cells.put(column, plain(it)));
    }

    private static void put(Map<String, String> cells, String column, OptionalInt value) {
        value.ifPresent(it -> cells.put(column, Integer.toString(it)));
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("model_id", "--model"),
            Map.entry("architecture", "--architecture"),
            Map.entry("total_params_billions", "--params"),
            Map.entry("activated_params_billions", "--active"),
            Map.entry("weight_precision", "--precision"),
            Map.entry("gpu_model", "--gpu"),
            Map.entry("num_gpus", "--gpus"),
            Map.entry("max_num_seqs", "--batch"),
            Map.entry("task", "--task"),
            Map.entry("input_len", "--input"),
            Map.entry("avg_output_len", "--output"),
            Map.entry("params_B", "--params"),
            Map.entry("active_params_B", "--active"),
            Map.entry("tokens_B", "--tokens"),
            Map.entry("chip", "--chip"),
            Map.entry("chip_count", "--chips"),
            Map.entry("chip_hours", "--chip-hours"),
            Map.entry("precision", "--precision"),
            Map.entry("method", "--method"),
            Map.entry("PUE", "--pue"));

    private static String options(Map<String, String> cells) {
        var text = new StringBuilder();
        cells.forEach((column, value) -> text.append(' ')
                .append(OPTIONS.getOrDefault(column, column))
                .append(' ')
                .append(quoted(value)));
        return text.toString();
    }

    /** A name comes from a stranger and is to be pasted into a shell. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._/:-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** {@return the points that no other beats in both energy and time, the fastest first} */
    private static List<InferenceEstimate> frontier(List<InferenceEstimate> all) {
        return all.stream()
                .filter(it -> all.stream()
                        .noneMatch(other -> other.tokenS().mid() < it.tokenS().mid()
                                && other.joulesPerToken().mid()
                                        < it.joulesPerToken().mid()))
                .sorted(Comparator.comparingDouble(it -> it.tokenS().mid()))
                .toList();
    }

    /** {@return of each number of devices the batch of least energy that keeps the wish, the least energy first} */
    private static List<InferenceEstimate> best(List<InferenceEstimate> all, OptionalDouble wishS) {
        double wish = wishS.orElse(Double.POSITIVE_INFINITY);
        return all.stream()
                .map(it -> it.deployment().gpus())
                .distinct()
                .flatMap(gpus ->
                        Advice.leastEnergy(
                                all.stream()
                                        .filter(it -> it.deployment().gpus() == gpus)
                                        .toList(),
                                wish)
                                .stream())
                .sorted(Comparator.comparingDouble(it -> it.joulesPerToken().mid()))
                .limit(MOST_BEST)
                .toList();
    }

    private TokenUse perMillion(InferenceEstimate estimate, OptionalDouble asked) {
        var terms = platform.site().terms();
        double pue = asked.orElse(terms.pue().value().mid());
        var plugJ = new ServingSystem(lazy.catalog(), OptionalDouble.of(1))
                .joulesPerToken(estimate)
                .times(MILLION);
        var siteJ = plugJ.times(pue);
        var kwh = siteJ.times(1 / Energy.JOULES_PER_KWH);
        var itKwh = plugJ.times(1 / Energy.JOULES_PER_KWH);
        var waterL = kwh.times(terms.ewf().value()).plus(itKwh.times(terms.wue().value()));
        return new TokenUse(
                IntervalView.of(plugJ),
                IntervalView.of(siteJ),
                cost(kwh),
                IntervalView.of(kwh.times(terms.location().gramsPerKwh())),
                IntervalView.of(waterL),
                Optional.empty(),
                pue);
    }

    private Optional<MoneyView> cost(Interval kwh) {
        var price = platform.site().pricePerKwh(platform.clock().instant());
        return price.isPresent() && price.getAsDouble() >= 0
                ? platform.site().currency().map(it -> MoneyView.of(kwh.times(price.getAsDouble()), it))
                : Optional.empty();
    }

    private Training training(Call call, TrainingQuery query) {
        Check.range("params_b", query.paramsB(), Double.MIN_VALUE, 1e6);
        Check.text("chip", query.chip(), 40);
        query.pue().ifPresent(it -> Check.range("pue", it, 1, 10));
        var cells = cells(query);
        var run = TrainingCase.read(new CaseRow(0, cells), lazy.catalog());
        var estimate = lazy.training().estimate(run);
        var terms = platform.site().terms();
        return new Training(
                IntervalView.of(estimate.chipHours()),
                IntervalView.of(estimate.energyKwh().times(Energy.JOULES_PER_KWH)),
                run.chips().isPresent()
                        ? Optional.of(IntervalView.of(
                                estimate.chipHours().times(HOUR_S / run.chips().getAsDouble())))
                        : Optional.empty(),
                cost(estimate.energyKwh()),
                IntervalView.of(estimate.energyKwh().times(terms.location().gramsPerKwh())),
                estimate.basis(),
                call.text(Message.of("server.estimate.training." + estimate.basis())),
                "negawatt estimate train" + options(cells));
    }

    private Map<String, String> cells(TrainingQuery query) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("params_B", plain(query.paramsB()));
        put(cells, "active_params_B", query.activeB());
        put(cells, "tokens_B", query.tokensB());
        cells.put("chip", String.valueOf(query.chip()));
        put(cells, "chip_count", query.chips());
        put(cells, "chip_hours", query.chipHours());
        put(cells, "precision", query.precision());
        put(cells, "method", query.method());
        cells.put(
                "PUE",
                plain(query.pue().orElse(platform.site().terms().pue().value().mid())));
        return cells;
    }
}
