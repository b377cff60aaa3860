package io.negawatt.plan.tasks;

/** What slots cost a task, and how much room they have for it. */
public interface Offers {

    /** {@return the cost of one slot on so many devices, lateness with it; of an elastic task, that of each device} */
    double cost(Task task, int zone, int slot, int devices);

    /** {@return how many devices the task may hold there, 0 for none} */
    int room(Task task, int zone, int slot);

    /** {@return the cost of a start in a slot} */
    double start(Task task, int zone, int slot);

    /** Writes the costs of slots from one on, on all devices of the task; infinite where there is no room. */
    default void fill(Task task, int zone, int from, double[] costs) {
        for (int i = 0; i < costs.length; i++) {
            boolean isFree = room(task, zone, from + i) > 0;
            costs[i] = isFree ? cost(task, zone, from + i, task.devices()) : Double.POSITIVE_INFINITY;
        }
    }

    /** {@return the offers of a model that stands empty} */
    static Offers of(Model model) {
        return new Offers() {
            @Override
            public double cost(Task task, int zone, int slot, int devices) {
                double one = model.score(zone, slot) * task.slotKwh() + model.late(task, slot);
                return task.isElastic() ? devices * one : one;
            }

            @Override
            public int room(Task task, int zone, int slot) {
                boolean holds = model.limitW(zone, slot) >= task.watts() && model.devices(zone, slot) >= 1;
                return holds ? (int) Math.min(task.devices(), model.devices(zone, slot)) : 0;
            }

            @Override
            public double start(Task task, int zone, int slot) {
                return model.score(zone, slot) * task.startUpKwh();
            }
        };
    }

    /** {@return the same costs with the room that is left} */
    default Offers within(Occupancy occupancy) {
        var plain = this;
        return new Offers() {
            @Override
            public double cost(Task task, int zone, int slot, int devices) {
                return plain.cost(task, zone, slot, devices);
            }

            @Override
            public int room(Task task, int zone, int slot) {
                return occupancy.room(task, zone, slot);
            }

            @Override
            public double start(Task task, int zone, int slot) {
                return plain.start(task, zone, slot);
            }
        };
    }
}
