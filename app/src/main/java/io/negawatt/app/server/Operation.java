package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import java.io.IOException;
import java.util.Optional;

/**
 * One operation of the API, as {@code openapi.yaml} names it.
 *
 * @param id its {@code operationId}
 * @param method such as {@code GET}
 * @param path template such as {@code /api/v1/runs/{id}}
 * @param scope what the caller needs; empty for nothing
 * @param body most bytes of its body, see {@link Bodies}; 0 where it takes none
 * @param growth bytes of memory that it needs for a byte of its body
 * @param work what it does
 */
record Operation(String id, String method, String path, Optional<Scope> scope, int body, int growth, Work work) {
    /** Most bytes of a document that somebody sends. */
    private static final int DOCUMENT = 256 << 10;
    /** A tree of JSON or protobuf takes about ten times its text; the samples of a batch, which are packed tightly, too. */
    private static final int GROWTH = 10;

    /** What an operation does; throws {@link Problem} where the caller is to hear what is wrong. */
    interface Work {
        Answer of(Call call) throws IOException;
    }

    static Operation get(String id, String path, Scope scope, Work work) {
        return new Operation(id, "GET", path, Optional.of(scope), 0, 0, work);
    }

    /** An operation for everybody. */
    static Operation open(String id, String path, Work work) {
        return new Operation(id, "GET", path, Optional.empty(), 0, 0, work);
    }

    static Operation post(String id, String path, Scope scope, Work work) {
        return new Operation(id, "POST", path, Optional.of(scope), DOCUMENT, GROWTH, work);
    }

    static Operation put(String id, String path, Scope scope, Work work) {
        return new Operation(id, "PUT", path, Optional.of(scope), DOCUMENT, GROWTH, work);
    }

    static Operation delete(String id, String path, Scope scope, Work work) {
        return new Operation(id, "DELETE", path, Optional.of(scope), 0, 0, work);
    }

    /** An operation that takes samples. */
    static Operation ingest(String id, String path, Work work) {
        return new Operation(id, "POST", path, Optional.of(Scope.INGEST), Bodies.MOST_BYTES, GROWTH, work);
    }

    /** {@return whether it may change something that a person decides, so that the audit log has it} */
    boolean isAudited() {
        return scope.filter(it -> it == Scope.CONTROL || it == Scope.ADMIN).isPresent();
    }
}
