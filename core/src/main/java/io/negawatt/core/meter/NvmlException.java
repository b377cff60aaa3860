package io.negawatt.core.meter;

/**
 * A call of NVML that did not succeed. Without a stack trace: where the driver has no new sample, it answers so at every poll.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/group__nvmlDeviceEnumvs.html">nvmlReturn_t</a>
 */
final class NvmlException extends Exception {
    static final int UNINITIALIZED = 1;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int INSUFFICIENT_SIZE = 7;
    static final int DRIVER_NOT_LOADED = 9;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int RESET_REQUIRED = 16;
    static final int LIBRARY_MISMATCH = 18;
    static final int GPU_NOT_FOUND = 28;
    static final int UNKNOWN = 999;

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code the value of {@code nvmlReturn_t}
     * @param text what the library says of it, in English
     */
    NvmlException(int code, String text) {
        super("%s (NVML %d)".formatted(text, code), null, false, false);
        this.code = code;
    }

    private NvmlException(String text) {
        super(text, null, false, false);
        this.code = UNKNOWN;
    }

    /** {@return the failure of a call that succeeded with a figure that cannot be, such as {@code 0 mJ}} */
    static NvmlException nonsense(String figure) {
        return new NvmlException(figure);
    }

    int code() {
        return code;
    }

    /** {@return what happened, for a message to people} */
    String text() {
        return String.valueOf(getMessage());
    }

    /** {@return whether the device or driver will never answer this call} */
    boolean isUnsupported() {
        return code == NOT_SUPPORTED || code == FUNCTION_NOT_FOUND || code == NO_PERMISSION;
    }

    /** {@return whether the library has lost its driver, so that every handle is void} */
    boolean isDriverGone() {
        return code == UNINITIALIZED || code == DRIVER_NOT_LOADED || code == LIBRARY_MISMATCH;
    }

    /** {@return whether the handle no longer leads to the device, so that its counter need not go on where it stood} */
    boolean isDeviceGone() {
        return isDriverGone() || code == GPU_IS_LOST || code == GPU_NOT_FOUND || code == RESET_REQUIRED;
    }
}
