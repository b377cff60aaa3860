package io.negawatt.plan.tasks;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Job;

/**
 * Why a task cannot be on time: its own window is too short, or the tasks that must run within some hours need more than there
 * is in them. The hours are those of the largest excess around the task (J. Erschler, P. Lopez, "Energy-based approach for task
 * scheduling under time and resources constraints", 1990).
 */
final class Causes {
    private static final int MOST_EXPLAINED = 40;

    private final Model model;
    private int explained;

    Causes(Model model) {
        this.model = model;
    }

    Message of(Task task) {
        var slots = model.problem().slots();
        var job = model.problem().jobs().get(task.index());
        int window = Math.max(0, task.due() - task.release());
        if (task.span() > window) {
            boolean ends = job.deadline().isAfter(slots.end());
            return Message.of(
                    ends ? "optimize.short.end" : "optimize.short.window",
                    job.id(),
                    duration(task.span()),
                    duration(window),
                    duration(task.span() - window),
                    ends ? slots.end() : job.deadline());
        }
        return explained++ < MOST_EXPLAINED ? crowd(task, job) : Message.of("optimize.short.crowd", job.id());
    }

    /** The excess of what must run within some hours over what there is in them. */
    private record Crowd(int from, int to, double needed, double there, int tasks) {
        double excess() {
            return needed - there;
        }
    }

    private Message crowd(Task task, Job job) {
        var worst = new Crowd(task.release(), task.due(), 0, Double.POSITIVE_INFINITY, 0);
        int[] starts = model.tasks().stream()
                .filter(one -> one.release() <= task.release() && one.due() > task.release())
                .mapToInt(Task::release)
                .distinct()
                .toArray();
        int[] ends = model.tasks().stream()
                .filter(other -> other.due() >= task.due() && other.release() < task.due())
                .mapToInt(Task::due)
                .distinct()
                .toArray();
        for (int start : starts) {
            for (int end : ends) {
                var crowd = crowd(start, end, task);
                worst = crowd.excess() > worst.excess() ? crowd : worst;
            }
        }
        if (worst.excess() <= 0) {
            return Message.of("optimize.short.fit", job.id());
        }
        var slots = model.problem().slots();
        double hours = slots.hours();
        return Message.of(
                "optimize.short.hours",
                job.id(),
                slots.timeOf(worst.from()),
                slots.timeOf(worst.to()),
                worst.tasks(),
                Numbers.significant(worst.needed() * hours, 4),
                Numbers.significant(worst.there() * hours, 4),
                Numbers.significant(worst.excess() * hours, 3));
    }

    /** Device slots that must lie within the hours whatever the plan, and those that there are, in the zones of the task. */
    private Crowd crowd(int from, int to, Task task) {
        double needed = 0;
        int count = 0;
        for (var other : model.tasks()) {
            boolean competes = other.release() < to
                    && other.due() > from
                    && task.sites().stream()
                            .map(Task.Site::zone)
                            .toList()
                            .containsAll(
                                    other.sites().stream().map(Task.Site::zone).toList());
            int inside = competes ? within(other, from, to) : 0;
            needed += (double) inside * (other.isElastic() ? 1 : other.devices());
            count += inside > 0 ? 1 : 0;
        }
        double there = 0;
        for (var site : task.sites()) {
            for (int slot = from; slot < to; slot++) {
                there += Math.floor(model.devices(site.zone(), slot));
            }
        }
        return new Crowd(from, to, needed, there, count);
    }

    /** {@return slots that the task must spend within the hours, however it runs} */
    private static int within(Task task, int from, int to) {
        int before = Math.max(0, from - task.release());
        int after = Math.max(0, task.due() - to);
        int overlap = Math.max(0, Math.min(to, task.due()) - Math.max(from, task.release()));
        int outside = task.interruptible() ? before + after : Math.max(before, after);
        return Math.clamp((long) task.span() - outside, 0, Math.max(0, Math.min(overlap, task.span())));
    }

    private String duration(int slots) {
        return Quantities.printDuration(model.problem().slots().step().multipliedBy(slots));
    }
}
