package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.study.SampleStudy;
import io.negawatt.app.study.StudyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainStudyCommandTest {
    @TempDir
    private Path folder;

    private Path study = Path.of("");

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.write(folder.resolve("study.json"), StudyJson.write(SampleStudy.rich()));
    }

    @Test
    void showsAStudyThatWasCarriedOutBefore() throws IOException {
        var report = folder.resolve("study.html");
        var markdown = folder.resolve("study.md");
        var result = train("study", "--from", study, "--report", report, "--markdown", markdown);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("▼ saves", "least energy with 2 workers", "● on it");
        assertThat(result.err()).contains("study.html", "study.md");
        assertThat(report).content().startsWith("<!doctype html>").contains("data-page=\"zh\"");
        assertThat(markdown).content().startsWith("# What training costs").contains("| stack=0.4 |");
        assertThat(Files.list(folder)).hasSize(3);
    }

    @Test
    void jsonOnStandardOutputStandsAlone() throws IOException {
        var result = train("study", "--from", study, "--json", "-");
        assertThat(result.out()).isEqualTo(Files.readString(study));
    }

    @Test
    void whatIsNoStudyIsSaidSo() throws IOException {
        var other = Files.writeString(folder.resolve("other.json"), "{\"id\": \"7f3a\"}\n");
        assertThat(train("study", "--from", other))
                .matches(it -> it.exitCode() == 2 && it.err().contains("other.json is no study"));
        assertThat(train("study", "--from", folder.resolve("none.json")))
                .matches(it -> it.exitCode() == 2 && it.err().contains("none.json cannot be read"));
        assertThat(train("study", "--from", study, "--quick"))
                .matches(it -> it.exitCode() == 2 && it.err().contains("--quick has no meaning beside it"));
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsRefusedAheadOfTheWork() {
        assertThat(train("study", "--report", folder))
                .matches(it -> it.exitCode() == 2
                        && it.err().contains("--report")
                        && it.err().contains("is a folder"));
        assertThat(train("study", "--markdown", folder.resolve("no/study.md")))
                .matches(it -> it.exitCode() == 2 && it.err().contains("there is no folder"));
    }

    @Test
    void listsTheTechniques() {
        assertThat(train("techniques").out())
                .contains("lora=8", "distill=FILE", "Fine-tunes thin additions", "About a third more arithmetic.");
        assertThat(train("techniques", "--json", "-").out()).contains("\"usage\" : \"lora=8\"", "\"zh\"");
    }

    private Console.Result train(Object... args) {
        var all = new String[args.length + 1];
        all[0] = "train";
        for (int i = 0; i < args.length; i++) {
            all[i + 1] = args[i].toString();
        }
        return new Console(folder.resolve("home")).negawatt(all);
    }
}
