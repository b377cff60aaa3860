package io.negawatt.core.catalog;

import io.negawatt.core.text.BadInputException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Facts of one kind, found by id, name or alias. Case, accents and the choice of space, hyphen or underscore do not matter. */
final class Shelf<T extends Fact> {
    private static final Pattern MIG = Pattern.compile("\\bmig \\d.*");
    private static final Pattern VENDOR = Pattern.compile("\\b(nvidia|tesla|geforce|amd|intel|huawei|google)\\b");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

    private final List<T> facts;
    private final UnaryOperator<String> key;
    private final Map<String, T> byKey = new LinkedHashMap<>();

    private Shelf(List<T> facts, UnaryOperator<String> key) {
        this.facts = facts;
        this.key = key;
        facts.forEach(fact -> put(fact.id(), fact));
        for (T fact : facts) {
            put(fact.names().en(), fact);
            put(fact.names().zh(), fact);
            fact.aliases().forEach(alias -> put(alias, fact));
        }
    }

    static <T extends Fact> Shelf<T> of(List<T> facts) {
        return new Shelf<>(facts, Shelf::key);
    }

    /** {@return a shelf with a key of its own, for names that devices print} */
    static <T extends Fact> Shelf<T> of(List<T> facts, UnaryOperator<String> key) {
        return new Shelf<>(facts, key);
    }

    /** A name that two facts share goes to the first; an id always wins over a name. */
    private void put(String name, T fact) {
        byKey.putIfAbsent(key.apply(name), fact);
    }

    List<T> facts() {
        return facts;
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(byKey.get(key.apply(name)));
    }

    /**
     * {@return the fact of this name}
     *
     * @throws BadInputException where there is none; the message offers near names
     */
    T get(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private BadInputException unknown(String name) {
        Fact.Kind kind = facts.getFirst().kind();
        return BadInputException.of("catalog.unknown." + kind.id(), name, String.join(", ", offer(name)));
    }

    /** {@return ids near {@code name}; the first of the file, which are the common ones, where nothing is near} */
    List<String> offer(String name) {
        var near = Nearness.near(key.apply(name), byKey.keySet());
        var offered = near.isEmpty()
                ? facts.stream().map(Fact::id)
                : near.stream()
                        .flatMap(k -> Optional.ofNullable(byKey.get(k)).stream().map(fact -> shown(k, fact)));
        return offered.distinct().limit(5).toList();
    }

    /** An id that was met under another name says whose it is: {@code DE (Germany)}. */
    private String shown(String matched, T fact) {
        return matched.equals(key.apply(fact.id()))
                ? fact.id()
                : fact.id() + " (" + fact.names().en() + ")";
    }

    /** {@return the name in lower case and without accents, its words joined by hyphens} */
    static String key(String name) {
        String plain = Normalizer.isNormalized(name, Normalizer.Form.NFKD)
                ? name
                : Normalizer.normalize(name, Normalizer.Form.NFKD);
        var key = new StringBuilder(plain.length());
        for (char c : plain.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == ' ' || c == '_') {
                key.append('-');
            } else if ("'.,".indexOf(c) < 0 && Character.getType(c) != Character.NON_SPACING_MARK) {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** {@return the key of a device name: letters and digits, without the words that one driver prints and another leaves out} */
    static String deviceKey(String name) {
        String lower = MIG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return NO_LETTER.matcher(VENDOR.matcher(lower).replaceAll("")).replaceAll("");
    }
}
