/// A polite pool: whoever is free takes the next item, nobody waits for a thread that has not begun, and one that waits
/// soon lets others have its processor. Other processes beside it then cost what they use, and not more.
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

// Looks at the job before giving the processor away, and then before sleeping.
#define CK_SPINS 2000
#define CK_YIELDS 100

struct ck_pool {
    /// How many items the job has, in the upper half, and the next that nobody took.
    _Atomic uint64_t job;
    _Atomic int32_t done;
    ck_task task;
    void *context;
    pthread_mutex_t owner;

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
        } else if (idle++ < CK_SPINS) {
            pause_briefly();
        } else if (idle < CK_SPINS + CK_YIELDS) {
            sched_yield();
        } else {
            sleep_until_work(pool);
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

bool ck_pool_enter(ck_pool *pool) { return pthread_mutex_trylock(&pool->owner) == 0; }

void ck_pool_leave(ck_pool *pool) { pthread_mutex_unlock(&pool->owner); }

void ck_pool_run(ck_pool *pool, ck_task task, void *context, int32_t count) {
    pool->task = task;
    pool->context = context;
    atomic_store(&pool->done, 0);
    atomic_store(&pool->job, (uint64_t)(uint32_t)count << 32);
    if (count > 1 && atomic_load(&pool->sleeping) > 0) wake_all(pool);
    work(pool, 0);
    for (int32_t waits = 0; atomic_load(&pool->done) < count; waits++) {
        if (waits < CK_SPINS) pause_briefly();
        else sched_yield();
    }
}
