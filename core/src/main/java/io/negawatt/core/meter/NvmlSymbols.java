package io.negawatt.core.meter;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

/**
 * The functions of {@code libnvidia-ml.so.1} that the meter calls. A function that the installed driver is too old for
 * answers {@code NVML_ERROR_FUNCTION_NOT_FOUND}, as the library itself does.
 */
final class NvmlSymbols {
    final MethodHandle init;
    final MethodHandle shutdown;
    final MethodHandle count;
    final MethodHandle handleByIndex;
    final MethodHandle handleByUuid;
    final MethodHandle name;
    final MethodHandle uuid;
    final MethodHandle energy;
    final MethodHandle power;
    final MethodHandle utilization;
    final MethodHandle processUtilization;
    final MethodHandle runningProcesses;
    final MethodHandle migMode;
    final MethodHandle maxMigCount;
    final MethodHandle migByIndex;
    final MethodHandle attributes;
    private final MethodHandle errorString;

    private final SymbolLookup library;

    /** Loads the library; throws {@link IllegalArgumentException} where it cannot be loaded. */
    NvmlSymbols(String file, Arena arena) {
        library = file.contains("/")
                ? SymbolLookup.libraryLookup(Path.of(file), arena)
                : SymbolLookup.libraryLookup(file, arena);
        init = function("nvmlInit_v2");
        shutdown = function("nvmlShutdown");
        count = function("nvmlDeviceGetCount_v2", ADDRESS);
        handleByIndex = function("nvmlDeviceGetHandleByIndex_v2", JAVA_INT, ADDRESS);
        handleByUuid = function("nvmlDeviceGetHandleByUUID", ADDRESS, ADDRESS);
        name = function("nvmlDeviceGetName", ADDRESS, ADDRESS, JAVA_INT);
        uuid = function("nvmlDeviceGetUUID", ADDRESS, ADDRESS, JAVA_INT);
        energy = function("nvmlDeviceGetTotalEnergyConsumption", ADDRESS, ADDRESS);
        power = function("nvmlDeviceGetPowerUsage", ADDRESS, ADDRESS);
        utilization = function("nvmlDeviceGetUtilizationRates", ADDRESS, ADDRESS);
        processUtilization = function("nvmlDeviceGetProcessUtilization", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        // _v2 (drivers 470 to 510) and _v3 fill the same structure.
        runningProcesses =
                library.find("nvmlDeviceGetComputeRunningProcesses_v3").isPresent()
                        ? function("nvmlDeviceGetComputeRunningProcesses_v3", ADDRESS, ADDRESS, ADDRESS)
                        : function("nvmlDeviceGetComputeRunningProcesses_v2", ADDRESS, ADDRESS, ADDRESS);
        migMode = function("nvmlDeviceGetMigMode", ADDRESS, ADDRESS, ADDRESS);
        maxMigCount = function("nvmlDeviceGetMaxMigDeviceCount", ADDRESS, ADDRESS);
        migByIndex = function("nvmlDeviceGetMigDeviceHandleByIndex", ADDRESS, JAVA_INT, ADDRESS);
        attributes = function("nvmlDeviceGetAttributes_v2", ADDRESS, ADDRESS);
        errorString = library.find("nvmlErrorString")
                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(ADDRESS, JAVA_INT)))
                .orElse(MethodHandles.dropArguments(
                        MethodHandles.constant(MemorySegment.class, MemorySegment.NULL), 0, int.class));
    }

    private MethodHandle function(String symbol, MemoryLayout... parameters) {
        var type = FunctionDescriptor.of(JAVA_INT, parameters);
        return library.find(symbol)
                .map(address -> Linker.nativeLinker().downcallHandle(address, type))
                .orElseGet(() -> MethodHandles.dropArguments(
                        MethodHandles.constant(int.class, NvmlException.FUNCTION_NOT_FOUND),
                        0,
                        type.toMethodType().parameterList()));
    }

    /** {@return what the library says of a result, in English} */
    String errorText(int code) {
        try {
            var text = (MemorySegment) errorString.invokeExact(code);
            return text.equals(MemorySegment.NULL) ? "error" : Nvml.text(text.reinterpret(256), 256);
        } catch (Throwable e) {
            throw Nvml.broken(e);
        }
    }
}
