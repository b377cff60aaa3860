package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final Account TRAINING = Runs.run()
            .gpu("NVIDIA H100", 600)
            .phase("backward", 1e6)
            .counted("tokens", 1e6)
            .account();

    private static PolicyFacts facts(Optional<Account> account) {
        var none = OptionalDouble.empty();
        return new PolicyFacts(
                account,
                new PolicyFacts.Site(
                        OptionalDouble.of(1200),
                        OptionalDouble.of(1000),
                        OptionalDouble.of(600),
                        OptionalDouble.of(120),
                        OptionalDouble.of(1800),
                        3),
                new PolicyFacts.Model("m", OptionalDouble.of(70), OptionalDouble.of(2000), none));
    }

    private static double figure(Sheet sheet, String id) {
        return sheet.rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .flatMap(Sheet.Row::figure)
                .orElseThrow()
                .mid();
    }

    @Test
    void everySheetIsWholeInBothLanguagesWithARunAndWithout() {
        for (var policy : Policies.ALL) {
            for (var account : new Account[] {TRAINING, null}) {
                var sheet = policy.of(facts(Optional.ofNullable(account)));
                assertThat(sheet.policy()).isEqualTo(policy.name());
                assertThat(sheet.rows()).as(policy.name()).isNotEmpty();
                assertThat(sheet.notes()).isNotEmpty();
                for (var lang : Lang.values()) {
                    assertThat(sheet.title().in(lang) + sheet.source().in(lang)).doesNotContain("{");
                    sheet.rows().forEach(row -> assertThat(row.basis().in(lang)).isNotBlank());
                }
            }
        }
    }

    @Test
    void sciIsEnergyTimesIntensityAndEmbodiedOverTheUnits() {
        var sheet = new Sci().of(facts(Optional.of(TRAINING)));
        assertThat(figure(sheet, "O")).isCloseTo(figure(sheet, "E") * figure(sheet, "I"), within(1e-9));
        assertThat(figure(sheet, "C")).isCloseTo(figure(sheet, "O") + figure(sheet, "M"), within(1e-9));
        assertThat(figure(sheet, "sci.tokens")).isCloseTo(figure(sheet, "C") / 1e6, within(1e-12));
        double reservedKwh = TRAINING.idlePolicies().reservedJ() / 3.6e6;
        assertThat(figure(sheet, "E")).isCloseTo(reservedKwh, within(1e-9));
    }

    @Test
    void sciForAiKnowsATrainingByItsPhases() {
        var training = new SciForAi().of(facts(Optional.of(TRAINING)));
        assertThat(training.rows().getFirst().words().orElseThrow().key()).isEqualTo("policy.sci-ai.provider");
        assertThat(figure(training, "sci.flops")).isPositive();
        var use = Runs.run().gpu("H100", 500).counted("requests", 10).account();
        var serving = new SciForAi().of(facts(Optional.of(use)));
        assertThat(serving.rows().getFirst().words().orElseThrow().key()).isEqualTo("policy.sci-ai.consumer");
        assertThat(figure(serving, "sci.requests")).isPositive();
    }

    @Test
    void theEuropeanSheetCountsSixOperationsForEachParameterAndToken() {
        var sheet = new EuAiAct().of(facts(Optional.of(TRAINING)));
        assertThat(figure(sheet, "flops")).isEqualTo(6 * 70e9 * 2000e9, within(1e12));
        assertThat(figure(sheet, "energy")).isCloseTo(TRAINING.totalJ().mid() / 3.6e6, within(1e-9));
        assertThat(figure(sheet, "time")).isEqualTo(1);
    }

    @Test
    void indicatorsAreTheQuotientsOfTheStandard() {
        var sheet = new Iso30134().of(facts(Optional.of(TRAINING)));
        assertThat(figure(sheet, "pue")).isEqualTo(1.2);
        assertThat(figure(sheet, "ref")).isEqualTo(0.5);
        assertThat(figure(sheet, "erf")).isEqualTo(0.1);
        assertThat(figure(sheet, "wue")).isEqualTo(1.8);
        double factor = TRAINING.carbon().location().gramsPerKwh().mid() / 1000;
        assertThat(figure(sheet, "cue")).isCloseTo(1.2 * factor, within(1e-9));
    }

    @Test
    void anUnknownPolicyIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> Policies.of("iso-1"))
                .hasMessageContaining("gb-40879")
                .hasMessageContaining("iso-30134");
    }
}
