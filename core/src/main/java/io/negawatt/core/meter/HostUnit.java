package io.negawatt.core.meter;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something on a host that processes are grouped by: a container, a batch job, a service or a user, as the kernel's control groups
 * tell it.
 *
 * @param kind what it is
 * @param name what a person calls it: the id of the container in twelve digits, the number of the job, the name of the service
 * @param pod uid of the Kubernetes pod that the container belongs to
 * @param path control group below the root of the hierarchy, such as {@code /system.slice/ssh.service}
 */
public record HostUnit(Kind kind, String name, Optional<String> pod, String path) {
    private static final Pattern CONTAINER = Pattern.compile("(?:.*-)?([0-9a-f]{64})(?:\\.scope)?");
    private static final Pattern POD = Pattern.compile("pod([0-9a-f]{8}[-_][0-9a-f_-]{27})");
    private static final Pattern JOB = Pattern.compile("job_(\\d+)");
    private static final int SHORT_ID = 12;

    /** What a unit is. */
    public enum Kind {
        CONTAINER,
        JOB,
        SERVICE,
        USER
    }

    /**
     * {@return the unit that a control group is or lies in; empty where it lies in none} The unit is the outermost container or
     * job of the path; else the outermost service, scope or user of systemd.
     */
    public static Optional<HostUnit> of(String path) {
        var parts = path.split("/", -1);
        var prefix = new StringBuilder();
        var service = Optional.<HostUnit>empty();
        for (int i = 1; i < parts.length; i++) {
            prefix.append('/').append(parts[i]);
            var unit = of(parts[i], prefix.toString());
            if (unit.isPresent() && unit.get().kind().compareTo(Kind.JOB) <= 0) {
                return unit;
            }
            service = service.or(() -> unit);
        }
        return service;
    }

    private static Optional<HostUnit> of(String part, String path) {
        var container = CONTAINER.matcher(part);
        if (container.matches()) {
            return unit(Kind.CONTAINER, container.group(1).substring(0, SHORT_ID), path);
        }
        var job = JOB.matcher(part);
        if (job.matches()) {
            return unit(Kind.JOB, job.group(1), path);
        }
        if (part.startsWith("user-") && part.endsWith(".slice")) {
            return unit(Kind.USER, part.substring("user-".length(), part.length() - ".slice".length()), path);
        }
        return part.endsWith(".service") || part.endsWith(".scope") ? unit(Kind.SERVICE, part, path) : Optional.empty();
    }

    private static Optional<HostUnit> unit(Kind kind, String name, String path) {
        var pod = POD.matcher(path);
        return Optional.of(new HostUnit(
                kind, name, pod.find() ? Optional.of(pod.group(1).replace('_', '-')) : Optional.empty(), path));
    }
}
