package io.negawatt.app.cli;

import io.negawatt.app.report.SheetDocument;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.advise.Policies;
import io.negawatt.plan.advise.Policy;
import io.negawatt.plan.advise.PolicyFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt advise policy}: the sheets of standards and laws, filled in from a run, a site or a model. */
@Command(name = "policy")
final class AdvisePolicyCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("policy", AdvisePolicyCommand::new);

    private final Session session;

    @Parameters(paramLabel = "POLICY", arity = "0..*", descriptionKey = "param.POLICY")
    private List<String> names = new ArrayList<>();

    @Option(names = "--run", paramLabel = "RUN")
    private @Nullable String run;

    @Option(names = "--total-energy", paramLabel = "ENERGY")
    private @Nullable String totalEnergy;

    @Option(names = "--it-energy", paramLabel = "ENERGY")
    private @Nullable String itEnergy;

    @Option(names = "--renewable-energy", paramLabel = "ENERGY")
    private @Nullable String renewableEnergy;

    @Option(names = "--reused-energy", paramLabel = "ENERGY")
    private @Nullable String reusedEnergy;

    @Option(names = "--water", paramLabel = "VOLUME")
    private @Nullable String water;

    @Option(names = "--category", paramLabel = "1|2|3")
    private String category = "1";

    @Option(names = "--model", paramLabel = "NAME")
    private String model = "";

    @Option(names = "--params", paramLabel = "BILLIONS")
    private @Nullable String params;

    @Option(names = "--tokens", paramLabel = "BILLIONS")
    private @Nullable String tokens;

    @Option(names = "--flops", paramLabel = "N")
    private @Nullable String flops;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    AdvisePolicyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        json.check();
        var policies = names.isEmpty()
                ? Policies.ALL
                : names.stream().map(Policies::of).toList();
        var facts = facts();
        var document = new SheetDocument(
                policies.stream().map((Policy policy) -> policy.of(facts)).toList());
        json.write(session, document.json());
        if (!json.toStandardOutput()) {
            document.markdown(session.lang()).forEach(session.out()::println);
        }
        return 0;
    }

    private PolicyFacts facts() throws StoreException {
        return new PolicyFacts(
                account(),
                site(),
                new PolicyFacts.Model(
                        model, positive("--params", params), positive("--tokens", tokens), positive("--flops", flops)));
    }

    private Optional<Account> account() throws StoreException {
        return run == null
                ? Optional.empty()
                : Optional.of(Closings.read(home.ledger(session).find(run)));
    }

    private PolicyFacts.Site site() {
        var total = energy(totalEnergy);
        var it = energy(itEnergy);
        if (total.isPresent() && it.isPresent() && total.getAsDouble() < it.getAsDouble()) {
            throw BadInputException.of("cli.advise.policy.less", String.valueOf(totalEnergy), String.valueOf(itEnergy));
        }
        if (!category.matches("[123]")) {
            throw BadInputException.of("cli.error.choice", "--category", category, "1, 2, 3");
        }
        var liters = water == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantities.waterVolume(water, "L").liters());
        return new PolicyFacts.Site(
                total, it, energy(renewableEnergy), energy(reusedEnergy), liters, Integer.parseInt(category));
    }

    private static OptionalDouble energy(@Nullable String text) {
        return text == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantities.energy(text, "kWh").joules() / Energy.JOULES_PER_KWH);
    }

    private static OptionalDouble positive(String option, @Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        double value = SiteOptions.number(option, text);
        if (value <= 0) {
            throw BadInputException.of("cli.advise.policy.positive", option, text);
        }
        return OptionalDouble.of(value);
    }
}
