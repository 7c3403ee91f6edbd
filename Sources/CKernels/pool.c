/// A polite pool: whoever is free takes the next item, nobody waits for a thread that has not begun, and one that waits
/// soon lets others have its processor. An owner that was held up by a helper which lost its processor in the midst of an
/// item goes on alone for a while: beside busy processes that is faster than to be held up at every turn.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Looks at the job before sleeping. Who sleeps keeps its share of the processor for when there is work; who spins or
// yields beside a busy process loses it.
#define CK_SPINS 1000
// Nanoseconds that an owner waits longer than it worked itself before it goes on alone, and for how long it does.
#define CK_PATIENCE 200000
#define CK_ALONE 50000000

struct ck_pool {
    /// How many items the job has, in the upper half, and the next that nobody took. What a helper reads is one cache
    /// line, what it writes when it is done another.
    _Alignas(64) _Atomic uint64_t job;
    ck_task task;
    void *context;
    _Alignas(64) _Atomic int32_t done;
    _Alignas(64) pthread_mutex_t owner;
    /// The owner's: whether it works alone now, and until when.
    bool alone;
    int64_t alone_until;
    /// Where the owner is.
    _Atomic int32_t owner_processor;

    pthread_mutex_t lock;
    pthread_cond_t wake;
    _Atomic int32_t sleeping;
    pthread_cond_t finished;
    _Atomic bool owner_sleeps;
    _Atomic bool stopping;

    int32_t started;
    struct ck_worker {
        ck_pool *pool;
        int32_t number;
        pthread_t thread;
    } *workers;
};

static inline void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int32_t processor(void) {
#if defined(__linux__)
    return sched_getcpu();
#else
    return -1;
#endif
}

// Two threads on one processor help nobody. Where all others are taken, a system wakes the helper on its owner's; so the
// helper moves, and then may be moved again.
static void leave_owners_processor(ck_pool *pool) {
#if defined(__linux__)
    int32_t taken = atomic_load(&pool->owner_processor);
    cpu_set_t allowed, others;
    if (taken < 0 || sched_getcpu() != taken || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    others = allowed;
    CPU_CLR(taken, &others);
    if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof others, &others) != 0) return;
    sched_setaffinity(0, sizeof allowed, &allowed);
#else
    (void)pool;
#endif
}

static inline bool has_items(uint64_t job) { return (uint32_t)job < (uint32_t)(job >> 32); }

static void wake_owner(ck_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    pthread_cond_signal(&pool->finished);
    pthread_mutex_unlock(&pool->lock);
}

// Takes items until there are none. Task and context are read after an item was taken: until it is done, the job stays.
static bool work(ck_pool *pool, int32_t thread) {
    bool worked = false;
    uint64_t job = atomic_load(&pool->job);
    while (has_items(job)) {
        if (!atomic_compare_exchange_weak(&pool->job, &job, job + 1)) continue;
        pool->task(pool->context, (int32_t)(uint32_t)job, thread);
        int32_t done = atomic_fetch_add(&pool->done, 1) + 1;
        if (done == (int32_t)(job >> 32) && atomic_load(&pool->owner_sleeps)) wake_owner(pool);
        worked = true;
        job = atomic_load(&pool->job);
    }
    return worked;
}

static void sleep_until_work(ck_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    atomic_fetch_add(&pool->sleeping, 1);
    while (!has_items(atomic_load(&pool->job)) && !atomic_load(&pool->stopping)) {
        pthread_cond_wait(&pool->wake, &pool->lock);
    }
    atomic_fetch_sub(&pool->sleeping, 1);
    pthread_mutex_unlock(&pool->lock);
}

static void *help(void *argument) {
    struct ck_worker *worker = argument;
    ck_pool *pool = worker->pool;
    int32_t idle = 0;
    while (!atomic_load(&pool->stopping)) {
        if (work(pool, worker->number)) {
            idle = 0;
        } else if (idle < CK_SPINS) {
            idle++;
            pause_briefly();
        } else {
            sleep_until_work(pool);
            leave_owners_processor(pool);
            idle = 0;
        }
    }
    return NULL;
}

static void wake_all(ck_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
}

ck_pool *ck_pool_create(int32_t threads) {
    ck_pool *pool = ck_reserve(sizeof *pool);
    if (!pool) return NULL;
    memset(pool, 0, sizeof *pool);
    pthread_mutex_init(&pool->owner, NULL);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->finished, NULL);
    int32_t helpers = threads > 1 ? threads - 1 : 0;
    pool->workers = calloc((size_t)helpers + 1, sizeof *pool->workers);
    if (!pool->workers) {
        ck_pool_destroy(pool);
        return NULL;
    }
    for (int32_t i = 0; i < helpers; i++) {
        pool->workers[i].pool = pool;
        pool->workers[i].number = i + 1;
        if (pthread_create(&pool->workers[i].thread, NULL, help, &pool->workers[i]) != 0) {
            ck_pool_destroy(pool);
            return NULL;
        }
        pool->started++;
    }
    return pool;
}

void ck_pool_destroy(ck_pool *pool) {
    if (!pool) return;
    atomic_store(&pool->stopping, true);
    wake_all(pool);
    for (int32_t i = 0; i < pool->started; i++) pthread_join(pool->workers[i].thread, NULL);
    free(pool->workers);
    pthread_cond_destroy(&pool->wake);
    pthread_cond_destroy(&pool->finished);
    pthread_mutex_destroy(&pool->lock);
    pthread_mutex_destroy(&pool->owner);
    ck_release(pool);
}

bool ck_pool_enter(ck_pool *pool) {
    if (pthread_mutex_trylock(&pool->owner) != 0) return false;
    pool->alone = nanoseconds() < pool->alone_until;
    atomic_store(&pool->owner_processor, processor());
    return true;
}

void ck_pool_leave(ck_pool *pool) { pthread_mutex_unlock(&pool->owner); }

// Until the helpers' items are done; true when that took longer than it should.
static bool wait_for_helpers(ck_pool *pool, int32_t count, int64_t start) {
    if (atomic_load(&pool->done) == count) return false;
    int64_t end = nanoseconds();
    int64_t limit = end + (end - start) + CK_PATIENCE;
    for (int32_t waits = 0; waits < CK_SPINS; waits++) {
        if (atomic_load(&pool->done) == count) return false;
        pause_briefly();
    }
    pthread_mutex_lock(&pool->lock);
    atomic_store(&pool->owner_sleeps, true);
    while (atomic_load(&pool->done) < count) pthread_cond_wait(&pool->finished, &pool->lock);
    atomic_store(&pool->owner_sleeps, false);
    pthread_mutex_unlock(&pool->lock);
    return nanoseconds() > limit;
}

void ck_pool_run(ck_pool *pool, ck_task task, void *context, int32_t count) {
    if (pool->alone) {
        for (int32_t item = 0; item < count; item++) task(context, item, 0);
        return;
    }
    int64_t start = nanoseconds();
    pool->task = task;
    pool->context = context;
    atomic_store(&pool->done, 0);
    atomic_store(&pool->job, (uint64_t)(uint32_t)count << 32);
    if (count > 1 && atomic_load(&pool->sleeping) > 0) wake_all(pool);
    work(pool, 0);
    if (wait_for_helpers(pool, count, start)) {
        pool->alone = true;
        pool->alone_until = nanoseconds() + CK_ALONE;
    }
}
