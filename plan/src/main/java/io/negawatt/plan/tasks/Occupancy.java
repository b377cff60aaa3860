package io.negawatt.plan.tasks;

/** What runs already hold of each zone and slot. */
public final class Occupancy {
    private static final double ROUNDING = 1 + 1e-9;

    private final Model model;
    private final double[][] devices;
    private final double[][] watts;

    public Occupancy(Model model) {
        this.model = model;
        this.devices = new double[model.zones()][model.slots()];
        this.watts = new double[model.zones()][model.slots()];
    }

    /** {@return how many devices the task could hold in a slot, at most its own} */
    public int room(Task task, int zone, int slot) {
        double free = model.devices(zone, slot) - devices[zone][slot];
        double freeW = model.limitW(zone, slot) * ROUNDING - watts[zone][slot];
        if (!task.isElastic()) {
            return free >= task.devices() && freeW >= task.watts() ? task.devices() : 0;
        }
        double byWatts = task.watts() > 0 ? freeW / task.watts() : task.devices();
        return (int) Math.clamp(Math.floor(Math.min(free, byWatts)), 0.0, (double) task.devices());
    }

    public void add(Task task, Way way) {
        change(task, way, 1);
    }

    public void remove(Task task, Way way) {
        change(task, way, -1);
    }

    private void change(Task task, Way way, int sign) {
        for (int i = 0; i < way.slots().length; i++) {
            int count = way.devices()[i];
            devices[way.zone()][way.slots()[i]] += sign * count;
            watts[way.zone()][way.slots()[i]] += sign * watts(task, count);
        }
    }

    /** Takes devices and watts of a zone from one slot to another, exclusive. */
    public void hold(int zone, int from, int to, int count, double drawnW) {
        for (int slot = from; slot < to; slot++) {
            devices[zone][slot] += count;
            watts[zone][slot] += drawnW;
        }
    }

    public static double watts(Task task, int count) {
        return task.isElastic() ? count * task.watts() : task.watts();
    }

    /** {@return devices that are held} */
    public double devices(int zone, int slot) {
        return devices[zone][slot];
    }

    /** {@return watts that are drawn} */
    public double watts(int zone, int slot) {
        return watts[zone][slot];
    }
}
