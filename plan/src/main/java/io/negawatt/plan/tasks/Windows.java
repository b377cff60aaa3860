package io.negawatt.plan.tasks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The time that the jobs before and after a job leave it at best. */
public final class Windows {
    private Windows() {}

    /** {@return the tasks in an order in which each comes after those it waits for; those of a circle are left out} */
    public static List<Task> inOrder(List<Task> tasks) {
        var byIndex = byIndex(tasks);
        var placed = new HashMap<Integer, Boolean>();
        var order = new ArrayList<Task>();
        for (var task : tasks) {
            place(task, byIndex, placed, order);
        }
        return order;
    }

    /** {@return whether the task and all before it could be placed; {@code false} marks those that are being visited} */
    private static boolean place(
            Task task, Map<Integer, Task> byIndex, Map<Integer, Boolean> placed, List<Task> order) {
        var known = placed.putIfAbsent(task.index(), false);
        if (known != null) {
            return known;
        }
        boolean all = true;
        for (int before : task.before()) {
            var other = byIndex.get(before);
            all &= other == null || place(other, byIndex, placed, order);
        }
        if (all) {
            placed.put(task.index(), true);
            order.add(task);
        }
        return all;
    }

    /** {@return indices of the tasks that wait for themselves, or for such a task} */
    static List<Integer> circles(List<Task> tasks) {
        var placed = inOrder(tasks).stream().map(Task::index).collect(Collectors.toSet());
        return tasks.stream()
                .map(Task::index)
                .filter(index -> !placed.contains(index))
                .toList();
    }

    /** {@return the tasks, each released when those before it can have ended, and due when those after it must start} */
    static List<Task> tightened(List<Task> tasks) {
        var byIndex = byIndex(tasks);
        var order = inOrder(tasks);
        for (var task : order) {
            int release = task.release();
            for (int before : task.before()) {
                var other = byIndex.get(before);
                release = other == null ? release : Math.max(release, other.release() + other.span());
            }
            byIndex.put(task.index(), task.within(release, task.due(), task.latest()));
        }
        for (var task : order.reversed()) {
            var later = byIndex.get(task.index());
            for (int before : task.before()) {
                var other = byIndex.get(before);
                if (other != null && later != null) {
                    int due = Math.min(other.due(), later.due() - later.span());
                    byIndex.put(before, other.within(other.release(), due, due));
                }
            }
        }
        return tasks.stream()
                .map(task -> byIndex.getOrDefault(task.index(), task))
                .toList();
    }

    private static Map<Integer, Task> byIndex(List<Task> tasks) {
        var byIndex = new HashMap<Integer, Task>();
        tasks.forEach(task -> byIndex.put(task.index(), task));
        return byIndex;
    }
}
