package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One row of the catalog, as people search for it. */
public sealed interface Fact
        permits CloudRegion,
                CpuArchitecture,
                CpuTdp,
                Datasheet,
                Disk,
                Embodied,
                Figure,
                Gpu,
                GridFactor,
                Link,
                Llm,
                Zone {

    /** What the row is about. */
    enum Kind {
        CLOUD_REGION,
        CPU,
        CPU_ARCHITECTURE,
        DATASHEET,
        DISK,
        EMBODIED,
        EWF,
        FACTOR,
        GPU,
        LIFETIME,
        LINK,
        LLM,
        MEMORY,
        NIC,
        PLATFORM,
        PUE,
        REPLICATION,
        STORAGE,
        WUE,
        ZONE;

        /** {@return the word in files and options, such as {@code cloud-region}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return the word for people} */
        public Message title() {
            return Message.of("catalog.kind." + id());
        }
    }

    /** What the row is about. */
    Kind kind();

    /** Name by which options and files refer to it; unique within its kind, but for factors and links. */
    String id();

    /** What people call it. */
    Names names();

    /** Other names that are understood. */
    default List<String> aliases() {
        return List.of();
    }

    /** Its figures with their units and ranges. */
    Message figures();

    /** Year that the figures describe, where they have one. */
    default OptionalInt year() {
        return OptionalInt.empty();
    }

    /** Who says so. */
    Origin origin();

    /** {@return whether every one of {@code words}, in lower case, occurs in some text of the row} */
    default boolean mentions(List<String> words) {
        var names = Stream.of(kind().id(), id(), names().en(), names().zh(), origin().source());
        String text = String.join("\n", Stream.concat(names, aliases().stream()).toList())
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
