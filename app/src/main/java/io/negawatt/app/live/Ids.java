package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;

/** Numbers of series as few bytes: mostly each is one above that before. */
final class Ids {
    private Ids() {}

    static void write(WireWriter out, int[] ids) {
        out.whole(ids.length);
        int before = 0;
        for (int id : ids) {
            out.signed((long) id - before);
            before = id;
        }
    }

    static int[] read(WireReader in) {
        var ids = new int[in.count()];
        long before = 0;
        for (int i = 0; i < ids.length; i++) {
            before += in.signed();
            if (before < 0 || before > Integer.MAX_VALUE) {
                throw new WireReader.Malformed("a series without a number");
            }
            ids[i] = (int) before;
        }
        return ids;
    }
}
