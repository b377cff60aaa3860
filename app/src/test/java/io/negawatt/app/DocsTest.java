package io.negawatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.MeterKind;
import io.negawatt.core.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents agree with each other and with the code. */
class DocsTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void the_glossary_is_whole_tables_of_distinct_words() {
        assertThat(glossaryFaults(House.read("GLOSSARY.md"))).isEmpty();
        assertThat(tableRows(House.read("GLOSSARY.md"))).hasSizeGreaterThan(80);
    }

    @Test
    void a_faulty_glossary_is_found() {
        String head = "| English | 中文 | meaning |\n|---|---|---|\n";
        assertThat(glossaryFaults(head + "| gap | 缺口 | none |\n")).isEmpty();
        assertThat(glossaryFaults(head + "| gap | 缺口 |\n")).hasSize(1);
        assertThat(glossaryFaults(head + "| gap | | none |\n")).hasSize(1);
        assertThat(glossaryFaults(head + "| gap | 缺口 | a |\n| gap | 空缺 | b |\n"))
                .hasSize(1);
    }

    @Test
    void both_readmes_have_the_same_build_and_the_same_commands() {
        assertThat(outline(House.read("README.zh-CN.md"))).isEqualTo(outline(House.read("README.md")));
        assertThat(commands(House.read("README.zh-CN.md"))).isEqualTo(commands(House.read("README.md")));
        assertThat(commands(House.read("README.md"))).contains("./negawatt quickstart", "mvn verify");
    }

    @Test
    void readmes_that_differ_are_found() {
        assertThat(outline("# A\n## B\n")).isNotEqualTo(outline("# 甲\n### 乙\n"));
        assertThat(commands("```sh\na   # one\n```\n")).isEqualTo(commands("```sh\na # 一\n```\n"));
        assertThat(commands("```sh\na\n```\n")).isNotEqualTo(commands("```sh\nb\n```\n"));
        assertThat(commands("```text\nprinted\n```\n")).isEmpty();
        assertThat(commands("| `negawatt a` | x |\n")).isNotEqualTo(commands("| `negawatt b` | x |\n"));
    }

    @Test
    void the_architecture_quotes_the_order_of_packages() {
        assertThat(House.read("ARCHITECTURE.md")).contains("```\n" + quoted(ArchitectureTest.ORDER) + "\n```");
        assertThat(quoted(List.of("core.a", "core.b", "app.c"))).isEqualTo("core  a b\napp   c");
    }

    @Test
    void links_lead_somewhere() throws IOException {
        var root = House.root();
        try (var files = Stream.concat(Files.list(root), Files.walk(root.resolve("docs")))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md")).flatMap(DocsTest::deadLinks))
                    .isEmpty();
        }
        assertThat(LINK.matcher("see [x](no/such.md)").results().map(link -> link.group(1)))
                .containsExactly("no/such.md");
    }

    @Test
    void the_principles_name_tests_that_exist() throws IOException {
        var named = testsNamedIn(House.read("docs/principles.md"));
        try (var files = Files.walk(House.root())) {
            var existing = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
            assertThat(named).hasSizeGreaterThan(8).isSubsetOf(existing);
        }
        assertThat(testsNamedIn("| a law | `NoSuchTest`, `OtherTest` |")).containsExactly("NoSuchTest", "OtherTest");
    }

    private static List<String> testsNamedIn(String markdown) {
        return TEST.matcher(markdown)
                .results()
                .map(test -> test.group(1))
                .distinct()
                .toList();
    }

    @Test
    void both_readmes_list_every_meter() {
        var names = Meters.ALL.stream().map(MeterKind::name).toList();
        assertThat(meterRows(House.read("README.md"))).isEqualTo(names);
        assertThat(meterRows(House.read("README.zh-CN.md"))).isEqualTo(names);
    }

    /** {@return the first cells of the table whose head names a meter} */
    private static List<String> meterRows(String markdown) {
        return markdown.lines()
                .dropWhile(line -> !line.startsWith("| meter |") && !line.startsWith("| 计量器 |"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .toList();
    }

    private static Stream<String> deadLinks(Path file) {
        return LINK.matcher(House.read(file))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(file.resolveSibling(target)))
                .map(target -> "%s links to %s".formatted(file, target));
    }

    private static String quoted(List<String> order) {
        return order.stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('.')),
                        LinkedHashMap::new,
                        Collectors.mapping(name -> name.substring(name.indexOf('.') + 1), Collectors.joining(" "))))
                .entrySet()
                .stream()
                .map(module -> "%-4s  %s".formatted(module.getKey(), module.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** {@return the levels of the headings, in order} */
    private static List<Integer> outline(String markdown) {
        return outsideCode(markdown).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.indexOf(' '))
                .toList();
    }

    private static List<String> outsideCode(String markdown) {
        var outside = new ArrayList<String>();
        boolean inside = false;
        for (String line : markdown.lines().toList()) {
            inside ^= line.startsWith("```");
            if (!inside) {
                outside.add(line);
            }
        }
        return outside;
    }

    /** {@return the lines of the code blocks without their comments, what is printed aside, and the commands of tables} */
    private static List<String> commands(String markdown) {
        String typed = markdown.replaceAll("(?s)```text\\n.*?```\\n", "");
        var outside = new HashSet<>(outsideCode(typed));
        return typed.lines()
                .map(line -> line.startsWith("| `") ? line.split("\\|")[1] : outside.contains(line) ? "" : line)
                .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("```"))
                .toList();
    }

    private static List<List<String>> tableRows(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| English"))
                .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> glossaryFaults(String markdown) {
        var faults = new ArrayList<String>();
        int columns = 0;
        var words = new HashSet<String>();
        for (String line : markdown.lines().filter(line -> line.startsWith("|")).toList()) {
            if (line.startsWith("| English")) {
                columns = line.split("\\|").length - 1;
            } else if (line.startsWith("| ")) {
                var cells = tableRows(line).getFirst();
                if (cells.size() != columns || cells.contains("") || !words.add(cells.getFirst())) {
                    faults.add(line);
                }
            }
        }
        return faults;
    }
}
