// close_range(2) is declared only then.
#define _GNU_SOURCE
#include "Sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter of system calls is written for x86-64 and for 64 bit ARM"
#endif

// The filter is a list of what is allowed; everything else fails with EPERM. So these are refused, among
// others: socket, connect, bind, listen, accept, sendto (no network); open, openat, creat, unlink, rename,
// mkdir, chmod, mount (no file but those handed over); execve, fork, vfork (no program); kill, ptrace,
// process_vm_readv, pidfd_open (no other process); mmap and mprotect that make memory executable (no code but
// what was loaded at start). libvips, its decoders, GLib and the Swift runtime were seen to need no more,
// once libvips has been started.
static const int ALLOWED[] = {
    SYS_read, SYS_readv, SYS_pread64, SYS_write, SYS_writev, SYS_pwrite64, SYS_lseek, SYS_close,
    SYS_dup, SYS_fcntl, SYS_fstat, SYS_fadvise64, SYS_ppoll,
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk,
    SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_set_tid_address, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_rt_sigprocmask, SYS_rt_sigaction, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_getpid, SYS_gettid, SYS_getrandom, SYS_getrusage, SYS_sysinfo, SYS_exit, SYS_exit_group,
#ifdef SYS_poll
    SYS_poll,
#endif
};

// A call allowed only when (argument & mask) == value, on the low 32 bits.
typedef struct {
    int call;
    unsigned argument;
    uint32_t mask;
    uint32_t value;
} Condition;

#define PROGRAM_CAPACITY 256

typedef struct {
    struct sock_filter lines[PROGRAM_CAPACITY];
    unsigned short count;
} Program;

static void add(Program *program, struct sock_filter line) {
    if (program->count < PROGRAM_CAPACITY) {
        program->lines[program->count++] = line;
    }
}

static void load(Program *program, size_t offset) {
    add(program, (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void answer(Program *program, uint32_t action) {
    add(program, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, action));
}

static void skip_unless(Program *program, uint32_t value, uint8_t lines) {
    add(program, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, lines));
}

static void allow_when(Program *program, Condition condition) {
    skip_unless(program, (uint32_t) condition.call, 5);
    // Both architectures are little-endian: the low half of an argument comes first.
    load(program, offsetof(struct seccomp_data, args) + condition.argument * sizeof(uint64_t));
    add(program, (struct sock_filter) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, condition.mask));
    skip_unless(program, condition.value, 1);
    answer(program, SECCOMP_RET_ALLOW);
    answer(program, SECCOMP_RET_ERRNO | EPERM);
}

static void write_program(Program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    add(program, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0));
    answer(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(struct seccomp_data, nr));
    for (size_t index = 0; index < sizeof ALLOWED / sizeof ALLOWED[0]; index++) {
        skip_unless(program, (uint32_t) ALLOWED[index], 1);
        answer(program, SECCOMP_RET_ALLOW);
    }
    const Condition conditions[] = {
        // Threads, not processes.
        { SYS_clone, 0, 0x00010000 /* CLONE_THREAD */, 0x00010000 },
        // No memory that can be executed.
        { SYS_mmap, 2, PROT_EXEC, 0 },
        { SYS_mprotect, 2, PROT_EXEC, 0 },
        // Messages on the one socket it was started with.
        { SYS_recvmsg, 0, UINT32_MAX, 0 },
        { SYS_sendmsg, 0, UINT32_MAX, 0 },
        // The state of an open descriptor, not of a path.
        { SYS_newfstatat, 3, AT_EMPTY_PATH, AT_EMPTY_PATH },
        // Its own end, for abort(), and the names of its threads.
        { SYS_tgkill, 0, UINT32_MAX, (uint32_t) getpid() },
        { SYS_prctl, 0, UINT32_MAX, PR_SET_NAME },
    };
    for (size_t index = 0; index < sizeof conditions / sizeof conditions[0]; index++) {
        allow_when(program, conditions[index]);
    }
    // The arguments of clone3 lie in memory, where a filter cannot look. Told that there is none, glibc calls
    // clone.
    skip_unless(program, SYS_clone3, 1);
    answer(program, SECCOMP_RET_ERRNO | ENOSYS);
    answer(program, SECCOMP_RET_ERRNO | EPERM);
}

static bool limit(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit limit = { value, value };
    return setrlimit(resource, &limit) == 0;
}

// When the machine runs out of memory the kernel is to end this process, never the server.
static void offer_to_the_kernel(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        // Being refused this does no harm.
        ssize_t written = write(file, "1000", 4);
        (void) written;
        close(file);
    }
}

bool sandbox_limit(const SandboxLimits *limits, SandboxProof *proof) {
    // Whatever the server has open without close-on-exec is not for this process.
    (void) close_range(3, ~0U, 0);
    proof->ends_with_parent = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
    // A write past the limit is to fail with an error, not to end the process.
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    offer_to_the_kernel();
    // Pictures wait for visitors, not the other way round; being refused this does no harm.
    (void) setpriority(PRIO_PROCESS, 0, 5);
    // No core file: it would hold a picture that may have to be forgotten.
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_AS, limits->memory_bytes)
        && limit(RLIMIT_FSIZE, limits->file_bytes) && limit(RLIMIT_NOFILE, limits->descriptors);
}

static void try_what_is_refused(SandboxProof *proof) {
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    proof->refuses_network = descriptor < 0 && errno == EPERM;
    if (descriptor >= 0) {
        close(descriptor);
    }
    descriptor = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    proof->refuses_files = descriptor < 0 && errno == EPERM;
    if (descriptor >= 0) {
        close(descriptor);
    }
    // Without the filter this fails too, but with EFAULT.
    proof->refuses_programs = syscall(SYS_execve, NULL, NULL, NULL) < 0 && errno == EPERM;
    proof->refuses_signals = kill(getpid(), 0) < 0 && errno == EPERM;
}

void sandbox_close(SandboxProof *proof) {
    static Program program;
    program.count = 0;
    write_program(&program);
    struct sock_fprog filter = { program.count, program.lines };
    proof->filtered = program.count < PROGRAM_CAPACITY
        && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
    try_what_is_refused(proof);
}
