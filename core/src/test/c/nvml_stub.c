/*
 * A stand-in for libnvidia-ml.so.1, with the real functions, structures and result codes, for tests and benchmarks.
 *
 *   gcc -O2 -shared -fPIC -o libnvidia-ml.so.1 nvml_stub.c
 *
 * Without a script it has NVML_STUB_GPUS (8) boards that draw NVML_STUB_WATTS (300) each; their energy counters follow the
 * monotonic clock in ticks of 100 ms, as the real ones do.
 *
 * With a script, which is a file beside the library with its name and ".script", it does what the script says. The script is
 * read anew at each call, so that a test can change the world between two polls. One statement a line, N the board's index:
 *
 *   count N                      number of boards
 *   generation N                 when it changes, the driver was reloaded: all calls but init answer UNINITIALIZED
 *   fail FUNCTION CODE [N]       this function answers CODE (for board N only)
 *   name N TEXT…                 name of the board, bytes as they stand
 *   energy N MJ                  energy counter in mJ
 *   clock MS                     time of the boards that have watts
 *   power N MW                   power in mW
 *   watts N W                    power, and a counter that follows the clock line in ticks of 100 ms
 *   util N PERCENT               utilization
 *   sample N PID PERCENT US      a process-utilization sample with its time stamp in us
 *   process N PID BYTES [I]      a process with a context (in MIG instance I); BYTES -1: not told
 *   instance N MULTIPROCESSORS   a MIG instance, in order; the board is in MIG mode
 *   order N                      the board with UUID GPU-N answers at this place; once a line, in order of index
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int nvmlReturn_t;
enum {
    SUCCESS = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7
};

typedef struct { unsigned gpu, memory; } nvmlUtilization_t;
typedef struct {
    unsigned pid;
    unsigned long long timeStamp;
    unsigned smUtil, memUtil, encUtil, decUtil;
} nvmlProcessUtilizationSample_t;
typedef struct {
    unsigned pid;
    unsigned long long usedGpuMemory;
    unsigned gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_v2_t;
typedef struct {
    unsigned multiprocessorCount, sharedCopyEngineCount, sharedDecoderCount, sharedEncoderCount, sharedJpegCount,
            sharedOfaCount, gpuInstanceSliceCount, computeInstanceSliceCount;
    unsigned long long memorySizeMB;
} nvmlDeviceAttributes_t;

#define BOARDS 64
#define ENTRIES 1024

/* A handle points to one of these, so that a wild handle crashes as it would in the real library. */
typedef struct board { int index, instance; } *nvmlDevice_t;

static struct board boards[BOARDS];
static struct board instances[BOARDS][8];

typedef struct { int board, instance; nvmlProcessInfo_v2_t info; } process_t;
typedef struct { int board; nvmlProcessUtilizationSample_t sample; } sample_t;

static struct {
    int count, ordered, order[BOARDS], mig[BOARDS], processes, samples;
    long generation;
    long long clock_ms;
    unsigned long long energy[BOARDS], power[BOARDS];
    double watts[BOARDS];
    unsigned util[BOARDS], sms[BOARDS][8];
    char name[BOARDS][256];
    process_t process[ENTRIES];
    sample_t sample[ENTRIES];
} world;

static char script[4096];
static int scripted, initialized;
static long generation_at_init;
static long long born_ms;

static long long now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

__attribute__((constructor)) static void load(void) {
    Dl_info self;
    if (dladdr((void *) load, &self) && self.dli_fname) {
        snprintf(script, sizeof script, "%s.script", self.dli_fname);
        FILE *f = fopen(script, "r");
        scripted = f != NULL;
        if (f) fclose(f);
    }
    born_ms = now_ms();
    const char *gpus = getenv("NVML_STUB_GPUS"), *watts = getenv("NVML_STUB_WATTS");
    world.count = gpus ? atoi(gpus) : 8;
    for (int i = 0; i < BOARDS; i++) {
        boards[i] = (struct board) {i, -1};
        for (int k = 0; k < 8; k++) instances[i][k] = (struct board) {i, k};
        world.watts[i] = watts ? atof(watts) : 300;
        world.power[i] = (unsigned long long) (world.watts[i] * 1000);
        world.util[i] = 100;
        snprintf(world.name[i], sizeof world.name[i], "NVIDIA stub");
    }
}

/* Reads the script; gives the result that it sets for this function and board, or 0. */
static nvmlReturn_t read_script(const char *function, int board) {
    char line[512], word[128];
    int n, code, result = 0;
    FILE *f = fopen(script, "r");
    if (!f) return 999;
    memset(&world, 0, sizeof world);
    for (int i = 0; i < BOARDS; i++) snprintf(world.name[i], sizeof world.name[i], "NVIDIA stub");
    while (fgets(line, sizeof line, f)) {
        long long a = 0, b = 0, c = 0;
        line[strcspn(line, "\n")] = 0;
        if (sscanf(line, "count %d", &n) == 1) world.count = n;
        else if (sscanf(line, "generation %lld", &a) == 1) world.generation = (long) a;
        else if (sscanf(line, "clock %lld", &a) == 1) world.clock_ms = a;
        else if (sscanf(line, "order %d", &n) == 1) world.order[world.ordered++] = n;
        else if (sscanf(line, "fail %127s %d %d", word, &code, &n) == 3) {
            if (!strcmp(word, function) && n == board) result = code;
        } else if (sscanf(line, "fail %127s %d", word, &code) == 2) {
            if (!strcmp(word, function)) result = code;
        } else if (sscanf(line, "%127s %d %n", word, &n, &code) < 2 || n < 0 || n >= BOARDS) continue;
        else if (!strcmp(word, "name")) snprintf(world.name[n], sizeof world.name[n], "%s", line + code);
        else if (sscanf(line + code, "%lld %lld %lld", &a, &b, &c) < 1) continue;
        else if (!strcmp(word, "energy")) world.energy[n] = (unsigned long long) a;
        else if (!strcmp(word, "power")) world.power[n] = (unsigned long long) a;
        else if (!strcmp(word, "watts")) world.watts[n] = (double) a, world.power[n] = (unsigned long long) a * 1000;
        else if (!strcmp(word, "util")) world.util[n] = (unsigned) a;
        else if (!strcmp(word, "instance") && world.mig[n] < 8) world.sms[n][world.mig[n]++] = (unsigned) a;
        else if (!strcmp(word, "sample") && world.samples < ENTRIES)
            world.sample[world.samples++] = (sample_t) {n, {(unsigned) a, (unsigned long long) c, (unsigned) b, 0, 0, 0}};
        else if (!strcmp(word, "process") && world.processes < ENTRIES)
            world.process[world.processes++] = (process_t) {n, (int) c, {(unsigned) a, (unsigned long long) b, ~0u, ~0u}};
    }
    fclose(f);
    return result;
}

static nvmlReturn_t enter(const char *function, int board) {
    nvmlReturn_t result = scripted ? read_script(function, board) : 0;
    if (!initialized || generation_at_init != world.generation) return UNINITIALIZED;
    return result;
}

#define ENTER(board) do { nvmlReturn_t r = enter(__func__, board); if (r) return r; } while (0)

nvmlReturn_t nvmlInit_v2(void) {
    nvmlReturn_t result = scripted ? read_script(__func__, -1) : 0;
    if (result) return result;
    initialized = 1;
    generation_at_init = world.generation;
    return SUCCESS;
}

nvmlReturn_t nvmlShutdown(void) {
    nvmlReturn_t result = initialized ? SUCCESS : UNINITIALIZED;
    initialized = 0;
    return result;
}

const char *nvmlErrorString(nvmlReturn_t result) {
    switch (result) {
        case 0: return "Success";
        case 1: return "Uninitialized";
        case 3: return "Not Supported";
        case 4: return "Insufficient Permissions";
        case 6: return "Not Found";
        case 9: return "Driver Not Loaded";
        case 10: return "Timeout";
        case 15: return "GPU is lost";
        case 18: return "Driver/library version mismatch";
        default: return "Unknown Error";
    }
}

nvmlReturn_t nvmlDeviceGetCount_v2(unsigned *count) {
    ENTER(-1);
    *count = (unsigned) (world.ordered ? world.ordered : world.count);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned index, nvmlDevice_t *device) {
    ENTER((int) index);
    if (index >= (unsigned) (world.ordered ? world.ordered : world.count)) return INVALID_ARGUMENT;
    *device = &boards[world.ordered ? world.order[index] : (int) index];
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *device) {
    int index = -1;
    if (sscanf(uuid, "GPU-%d", &index) != 1) return INVALID_ARGUMENT;
    ENTER(index);
    if (world.ordered) {
        int there = 0;
        for (int i = 0; i < world.ordered; i++) there |= world.order[i] == index;
        if (!there) return NOT_FOUND;
    } else if (index >= world.count) return NOT_FOUND;
    *device = &boards[index];
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned length) {
    ENTER(device->index);
    if (strlen(world.name[device->index]) > length) return INSUFFICIENT_SIZE;
    strncpy(name, world.name[device->index], length);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned length) {
    ENTER(device->index);
    snprintf(uuid, length, "GPU-%d", device->index);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device, unsigned long long *energy) {
    ENTER(device->index);
    long long ms = scripted ? world.clock_ms : now_ms() - born_ms + 1000;
    double ticked_s = (double) (ms / 100) * 0.1;
    *energy = world.energy[device->index] + (unsigned long long) (world.watts[device->index] * ticked_s * 1000);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned *power) {
    ENTER(device->index);
    *power = (unsigned) world.power[device->index];
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *utilization) {
    ENTER(device->index);
    if (world.mig[device->index]) return NOT_SUPPORTED;
    *utilization = (nvmlUtilization_t) {world.util[device->index], 0};
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetProcessUtilization(
        nvmlDevice_t device, nvmlProcessUtilizationSample_t *samples, unsigned *count, unsigned long long since) {
    ENTER(device->index);
    if (world.mig[device->index]) return NOT_SUPPORTED;
    unsigned found = 0;
    for (int i = 0; i < world.samples; i++)
        if (world.sample[i].board == device->index && world.sample[i].sample.timeStamp > since) {
            if (samples && found < *count) samples[found] = world.sample[i].sample;
            found++;
        }
    int fits = samples && found <= *count;
    *count = found;
    return !found ? NOT_FOUND : fits ? SUCCESS : INSUFFICIENT_SIZE;
}

nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v3(nvmlDevice_t device, unsigned *count, nvmlProcessInfo_v2_t *infos) {
    ENTER(device->index);
    unsigned found = 0;
    for (int i = 0; i < world.processes; i++) {
        process_t *p = &world.process[i];
        if (p->board == device->index && (device->instance < 0 || p->instance == device->instance)) {
            if (infos && found < *count) infos[found] = p->info;
            found++;
        }
    }
    int fits = found <= *count;
    *count = found;
    return fits ? SUCCESS : INSUFFICIENT_SIZE;
}

nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned *current, unsigned *pending) {
    ENTER(device->index);
    *current = *pending = world.mig[device->index] > 0;
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned *count) {
    ENTER(device->index);
    *count = 7;
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned index, nvmlDevice_t *instance) {
    ENTER(device->index);
    if (index >= (unsigned) world.mig[device->index]) return NOT_FOUND;
    *instance = &instances[device->index][index];
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetAttributes_v2(nvmlDevice_t device, nvmlDeviceAttributes_t *attributes) {
    ENTER(device->index);
    if (device->instance < 0) return NOT_SUPPORTED;
    memset(attributes, 0, sizeof *attributes);
    attributes->multiprocessorCount = world.sms[device->index][device->instance];
    return SUCCESS;
}

_Static_assert(sizeof(nvmlProcessUtilizationSample_t) == 32, "as in nvml.h");
_Static_assert(sizeof(nvmlProcessInfo_v2_t) == 24, "as in nvml.h");
_Static_assert(sizeof(nvmlDeviceAttributes_t) == 40, "as in nvml.h");
