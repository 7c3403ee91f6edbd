/// Threads that take the items of a job one by one.
#ifndef CK_POOL_H
#define CK_POOL_H

#include "include/CKernels.h"

/// Does one item of a job on the thread of that number; 0 is the one that asked.
typedef void (*ck_task)(void *context, int32_t item, int32_t thread);

/// True when the pool was free; then it is the caller's until `ck_pool_leave`.
bool ck_pool_enter(ck_pool *pool);
void ck_pool_leave(ck_pool *pool);
/// Does the items `0 ..< count` of a job, in any order, and returns when all are done. Between enter and leave only.
void ck_pool_run(ck_pool *pool, ck_task task, void *context, int32_t count);

#endif
