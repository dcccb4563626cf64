/*
 * One piece of work on another core while the caller goes on with its own. The two must share
 * nothing that either changes, an error struct included.
 *
 *	struct eg_beside b;
 *	eg_beside_start(&b, work, &mine); … eg_beside_join(&b);
 */
#ifndef EG_BASE_BESIDE_H
#define EG_BASE_BESIDE_H

#include <pthread.h>
#include <stdbool.h>

struct eg_beside {
	pthread_t thread;
	bool running;
	void (*fn)(void *);
	void *ctx;
};

/* Run fn(ctx) on a thread of its own; where none can be had it runs now, before this returns. */
void eg_beside_start(struct eg_beside *b, void (*fn)(void *), void *ctx);
/* Wait until it has ended. */
void eg_beside_join(struct eg_beside *b);

#endif
