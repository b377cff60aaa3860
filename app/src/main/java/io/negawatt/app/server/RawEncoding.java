package io.negawatt.app.server;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.util.Set;

/** Leaves compressed bodies as they came: {@link Bodies} unpacks them within its bounds, and says which it does not understand. */
final class RawEncoding implements ContentEncoding {
    private static final Set<String> IDS =
            Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "snappy", "identity");

    @Override
    public Set<String> ids() {
        return IDS;
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String type() {
        return "raw";
    }
}
