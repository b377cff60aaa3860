package io.negawatt.plan.advise;

import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** Terms of an account that nobody stated, so that averages of the world stand in. */
final class UnstatedTerms implements FindingKind {

    @Override
    public String name() {
        return "terms";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var terms = run.account().terms();
        var findings = new ArrayList<Finding>();
        if (terms.location().zone().equals("World")) {
            findings.add(finding("zone", "--zone", "CN-East"));
        }
        if (terms.tariff().isEmpty()) {
            findings.add(finding("price", "--price", "0.62 CNY/kWh"));
        }
        if (terms.pue().tier() == Tier.DEFAULT) {
            findings.add(finding("pue", "--pue", "1.2"));
        }
        return findings;
    }

    private Finding finding(String term, String option, String value) {
        return Finding.surer(
                name(),
                Message.of("finding.terms." + term + ".title"),
                Message.of("finding.terms." + term + ".detail"),
                List.of("negawatt", "run", option, value, "--", "…"));
    }
}
