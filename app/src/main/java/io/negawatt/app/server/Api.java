package io.negawatt.app.server;

import io.negawatt.app.ingest.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every operation of the API; {@code openapi.yaml} has the same, which a test holds them to. */
final class Api {
    private Api() {}

    /**
     * {@return the operations}
     *
     * @param host closed meters of this host
     * @param restatement what other factors do
     * @param state how the server is
     */
    static List<Operation> operations(
            Platform platform,
            Intake intake,
            HostMeters host,
            FactorApi.Restatement restatement,
            Supplier<DoorsApi.State> state) {
        var meters = new MetersApi(platform, host);
        var signals = new SignalApi(platform);
        var advice = new RunAdvice(platform);
        var outlook = new OutlookApi(platform, signals);
        var operations = new ArrayList<Operation>();
        operations.addAll(new SessionApi(platform).operations());
        operations.addAll(new NowApi(platform, meters, advice, new PeakWatch(platform, outlook)).operations());
        operations.addAll(outlook.operations());
        operations.addAll(new SeriesApi(platform).operations());
        operations.addAll(new LedgerApi(platform, advice).operations());
        operations.addAll(signals.operations());
        operations.addAll(new PlanApi(platform, signals).operations());
        operations.addAll(new EstimateApi(platform).operations());
        operations.addAll(meters.operations());
        operations.addAll(new FactorApi(platform, restatement).operations());
        operations.addAll(new ControlApi(platform.desks()).operations());
        operations.addAll(new AccessApi(platform).operations());
        operations.addAll(new DoorsApi(platform, intake, state).operations());
        return List.copyOf(operations);
    }
}
