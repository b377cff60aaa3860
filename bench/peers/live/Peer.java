import io.negawatt.app.live.Batch;
import java.util.List;
import java.util.concurrent.Callable;

/** A server under load. */
interface Peer extends AutoCloseable {
    String name();

    /** A writer's requests, prepared. */
    Callable<Void> writer(List<Batch> batches) throws Exception;

    /** Process ids of the server. */
    List<Long> processes() throws Exception;

    /** Ends the server; what it left on the disk, in bytes. */
    long stop() throws Exception;
}
