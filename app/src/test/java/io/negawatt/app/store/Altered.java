package io.negawatt.app.store;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;

/** Records for tests that differ from another in a few components. */
public final class Altered {
    private Altered() {}

    /** {@return the record with other values for the components that {@code changes} names} */
    @SuppressWarnings("unchecked") // The canonical constructor makes the type of the record that was given.
    public static <T extends Record> T of(T record, Map<String, ?> changes) {
        var unknown = new HashSet<>(changes.keySet());
        var components = record.getClass().getRecordComponents();
        try {
            var values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                String name = components[i].getName();
                values[i] = unknown.remove(name)
                        ? changes.get(name)
                        : components[i].getAccessor().invoke(record);
            }
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("%s has no %s".formatted(record.getClass(), unknown));
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (T) record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot alter " + record, e);
        }
    }
}
