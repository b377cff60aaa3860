package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;

/** Copies that a code of the same safety would not need, and data that could lie on disks that draw less. */
final class StorageCopies implements FindingKind {
    /** Six blocks of data and three of check sums survive the loss of any three (Reed–Solomon 6+3). */
    private static final double CODED = 1.5;

    private static final double HOURS_PER_YEAR = 8766;
    private static final double W_PER_KW = 1000;

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public List<Finding> of(Subject.Stored stored) {
        var findings = new ArrayList<Finding>();
        if (stored.copies() > CODED) {
            findings.add(coded(stored));
        }
        if (stored.medium().equals("ssd")) {
            findings.add(onDisks(stored));
        }
        return findings;
    }

    private Finding coded(Subject.Stored stored) {
        var change = Change.to(Interval.exactly(CODED / stored.copies()));
        return Finding.change(
                name(),
                Message.of(
                        "finding.replication.coded.title",
                        Numbers.fixed(stored.copies(), stored.copies() == Math.rint(stored.copies()) ? 0 : 1)),
                Message.of("finding.replication.coded.detail", yearly(stored)),
                Change.ofEnergy(change, Interval.ZERO),
                Message.of("finding.replication.coded.basis"),
                List.of("hdfs", "ec", "-setPolicy", "-path", "/data", "-policy", "RS-6-3-1024k"));
    }

    private Finding onDisks(Subject.Stored stored) {
        var ssd = stored.catalog().storage("ssd").value();
        var hdd = stored.catalog().storage("hdd").value();
        double halfWidth = Math.hypot(Math.log(ssd.high() / ssd.mid()), Math.log(hdd.high() / hdd.mid()));
        var change = Change.to(Interval.byFactor(hdd.mid() / ssd.mid(), Math.exp(halfWidth)));
        return Finding.change(
                name(),
                Message.of("finding.replication.disks.title"),
                Message.of("finding.replication.disks.detail", yearly(stored)),
                Change.ofEnergy(change, Interval.ZERO),
                Message.of("finding.replication.disks.basis"),
                List.of("hdfs", "storagepolicies", "-setStoragePolicy", "-path", "/data", "-policy", "COLD"));
    }

    /** {@return what keeping the data takes in a year, disks alone} */
    private static Energy yearly(Subject.Stored stored) {
        double watts = stored.catalog().storage(stored.medium()).value().mid() * stored.terabytes() * stored.copies();
        return Energy.ofJoules(watts * HOURS_PER_YEAR / W_PER_KW * Energy.JOULES_PER_KWH);
    }
}
