#ifndef CVIPS_SANDBOX_H
#define CVIPS_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

/// Limits on what the process may use.
typedef struct {
    /// Address space, in bytes.
    uint64_t memory_bytes;
    /// The longest file it may write, in bytes.
    uint64_t file_bytes;
    /// Open descriptors.
    uint64_t descriptors;
} SandboxLimits;

/// What the kernel was seen to refuse once the sandbox was closed; each is the outcome of a real attempt.
typedef struct {
    /// The kernel accepted the filter of system calls.
    bool filtered;
    /// The process ends when the thread that started it ends.
    bool ends_with_parent;
    bool refuses_network;
    bool refuses_files;
    bool refuses_programs;
    bool refuses_signals;
} SandboxProof;

/// Closes every descriptor above 2, sets the limits, and asks to be killed with the parent. Called first.
/// False when a limit could not be set.
bool sandbox_limit(const SandboxLimits *limits, SandboxProof *proof);

/// Closes the sandbox for every thread of this process, for good, and tries what it must refuse.
/// What the filter allows and why is told in Sandbox.c.
void sandbox_close(SandboxProof *proof);

#endif
