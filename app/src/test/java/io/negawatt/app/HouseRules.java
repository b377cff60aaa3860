package io.negawatt.app;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the house as functions from code to the sentences that say what is wrong with it. */
final class HouseRules {
    static final int MOST_LINES = 500;

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:[a-z-]+ )*(?:class|record|interface|enum|@interface) (\\w+)");
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?s).*\\*/\\s*(?:@\\w+(?:\\([^;]*?\\))?\\s*(?://[^\\n]*\\s*)?)*$");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\.(?:out|err)\\b");
    private static final Set<String> MAY_PRINT = Set.of("app.cli", "app.report", "bench");

    private HouseRules() {}

    /** {@return each use of a package by one that stands before it in {@code order}, and each package that has no place in it} */
    static List<String> outOfOrder(JavaClasses classes, String base, List<String> order) {
        var violations = new TreeSet<String>();
        for (JavaClass from : classes) {
            int place = place(from, base, order);
            if (place < 0) {
                violations.add("%s has no place in the order of packages".formatted(from.getPackageName()));
            }
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(to -> to.getPackageName().startsWith(base))
                    .filter(to -> place(to, base, order) > place)
                    .forEach(to -> violations.add("%s uses %s, but %s comes after %s"
                            .formatted(from.getName(), to.getName(), to.getPackageName(), from.getPackageName())));
        }
        return List.copyOf(violations);
    }

    private static int place(JavaClass type, String base, List<String> order) {
        return order.indexOf(type.getPackageName().replaceFirst("^" + Pattern.quote(base + "."), ""));
    }

    static List<String> tooLong(Collection<JavaFile> files) {
        return files.stream()
                .filter(file -> file.text().lines().count() > MOST_LINES)
                .map(file -> "%s has %d lines, and %d are allowed: split it by what it is about"
                        .formatted(file.path(), file.text().lines().count(), MOST_LINES))
                .toList();
    }

    static List<String> withoutNullMark(Collection<JavaFile> files) {
        Map<String, List<JavaFile>> byPackage = files.stream()
                .filter(JavaFile::isMain)
                .collect(Collectors.groupingBy(JavaFile::packageName, TreeMap::new, Collectors.toList()));
        return byPackage.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(HouseRules::marksPackage))
                .map(entry -> "%s has no package-info.java with Javadoc and @NullMarked".formatted(entry.getKey()))
                .toList();
    }

    private static boolean marksPackage(JavaFile file) {
        return file.typeName().equals("package-info")
                && file.text().contains("@NullMarked")
                && file.text().startsWith("/**");
    }

    static List<String> withoutJavadoc(Collection<JavaFile> files) {
        return files.stream()
                .filter(JavaFile::isMain)
                .flatMap(file -> PUBLIC_TYPE
                        .matcher(file.text())
                        .results()
                        .filter(type -> !DOCUMENTED
                                .matcher(file.text().substring(0, type.start()))
                                .matches())
                        .map(type -> "%s: the public type %s has no Javadoc".formatted(file.path(), type.group(1))))
                .toList();
    }

    static List<String> printing(Collection<JavaFile> files) {
        return files.stream()
                .filter(JavaFile::isMain)
                .filter(file -> !MAY_PRINT.contains(file.packageName()))
                .filter(file -> CONSOLE.matcher(file.text()).find())
                .map(file -> "%s prints; only the packages %s do".formatted(file.path(), new TreeSet<>(MAY_PRINT)))
                .toList();
    }

    /** {@return tests that stand beside nothing: neither a type nor the package itself bears the beginning of their name} */
    static List<String> besideNothing(Collection<JavaFile> files) {
        Map<String, Set<String>> typesByPackage = files.stream()
                .filter(file -> !file.typeName().endsWith("Test"))
                .collect(Collectors.groupingBy(
                        JavaFile::packageName, Collectors.mapping(JavaFile::typeName, Collectors.toSet())));
        return files.stream()
                .filter(JavaFile::isTest)
                .filter(test -> !test.packageName().equals("app"))
                .filter(test -> names(test, typesByPackage).noneMatch(test.typeName()::startsWith))
                .map(test -> "%s stands beside no type of its package whose name it bears".formatted(test.path()))
                .toList();
    }

    /** Tests over the reference data of a whole package begin with Reference. */
    private static Stream<String> names(JavaFile test, Map<String, Set<String>> typesByPackage) {
        String last = test.packageName().replaceFirst(".*\\.", "");
        return Stream.concat(
                Stream.of("Reference", last.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + last.substring(1)),
                typesByPackage.getOrDefault(test.packageName(), Set.of()).stream());
    }
}
