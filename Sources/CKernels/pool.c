/// A polite pool: whoever is free takes the next item, nobody waits for a thread that has not begun, and one that waits
/// soon lets others have its processor. Other processes beside it then cost what they use, and not more.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

// Looks at the job before giving the processor away, and then, behind a batch, before sleeping. During a batch nobody
// sleeps: a thread that sleeps at every turn stays on its waker's processor, since it never looks busy enough to be moved.
#define CK_SPINS 1000
#define CK_YIELDS 100

struct ck_pool {
    /// How many items the job has, in the upper half, and the next that nobody took.
    _Atomic uint64_t job;
    _Atomic int32_t done;
    ck_task task;
    void *context;
    pthread_mutex_t owner;
    /// Whether a batch is in work, and on which processor its owner is.
    _Atomic bool owned;
    _Atomic int32_t owner_processor;

    pthread_mutex_t lock;
    pthread_cond_t wake;
    _Atomic int32_t sleeping;
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

static int32_t processor(void) {
#if defined(__linux__)
    return sched_getcpu();
#else
    return -1;
#endif
}

// Two threads on one processor help nobody. Where all others are taken, a system may leave them there, since each looks
// busy; so the helper moves, and then may be moved again.
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

// Takes items until there are none. Task and context are read after an item was taken: until it is done, the job stays.
static bool work(ck_pool *pool, int32_t thread) {
    bool worked = false;
    uint64_t job = atomic_load(&pool->job);
    while (has_items(job)) {
        if (!atomic_compare_exchange_weak(&pool->job, &job, job + 1)) continue;
        pool->task(pool->context, (int32_t)(uint32_t)job, thread);
        atomic_fetch_add(&pool->done, 1);
        worked = true;
        job = atomic_load(&pool->job);
    }
    return worked;
}

static void sleep_until_owned(ck_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    atomic_fetch_add(&pool->sleeping, 1);
    while (!atomic_load(&pool->owned) && !atomic_load(&pool->stopping)) {
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
        bool owned = atomic_load(&pool->owned);
        if (work(pool, worker->number)) {
            idle = 0;
        } else if (idle < CK_SPINS) {
            idle++;
            pause_briefly();
        } else if (owned) {
            leave_owners_processor(pool);
            sched_yield();
        } else if (idle < CK_SPINS + CK_YIELDS) {
            idle++;
            sched_yield();
        } else {
            sleep_until_owned(pool);
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
    ck_pool *pool = calloc(1, sizeof *pool);
    if (!pool) return NULL;
    pthread_mutex_init(&pool->owner, NULL);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
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
    pthread_mutex_destroy(&pool->lock);
    pthread_mutex_destroy(&pool->owner);
    free(pool);
}

bool ck_pool_enter(ck_pool *pool) {
    if (pthread_mutex_trylock(&pool->owner) != 0) return false;
    atomic_store(&pool->owner_processor, processor());
    atomic_store(&pool->owned, true);
    if (atomic_load(&pool->sleeping) > 0) wake_all(pool);
    return true;
}

void ck_pool_leave(ck_pool *pool) {
    atomic_store(&pool->owned, false);
    pthread_mutex_unlock(&pool->owner);
}

void ck_pool_run(ck_pool *pool, ck_task task, void *context, int32_t count) {
    pool->task = task;
    pool->context = context;
    atomic_store(&pool->done, 0);
    atomic_store(&pool->job, (uint64_t)(uint32_t)count << 32);
    work(pool, 0);
    for (int32_t waits = 0; atomic_load(&pool->done) < count; waits++) {
        if (waits < CK_SPINS) pause_briefly();
        else sched_yield();
    }
}
