/*
 * A growing array of any type:
 *
 *	struct names { EG_VEC(char *); } v = { 0 };
 *	eg_vec_push(&v, name);
 *	for (size_t i = 0; i < v.n; i++) use(v.v[i]);
 *	eg_vec_clear(&v);
 */
#ifndef EG_BASE_VEC_H
#define EG_BASE_VEC_H

#include "base/mem.h"

#define EG_VEC(type)                                                                               \
	type *v;                                                                                   \
	size_t n;                                                                                  \
	size_t cap

#define eg_vec_reserve(vec, want)                                                                  \
	((vec)->cap >= (want)                                                                      \
		? (void)0                                                                          \
		: eg_vec__grow((void **)&(vec)->v, &(vec)->cap, (want), sizeof(*(vec)->v)))
#define eg_vec_push(vec, item) (eg_vec_reserve((vec), (vec)->n + 1), (vec)->v[(vec)->n++] = (item))
/* A new zeroed last element; its address. */
#define eg_vec_new(vec)                                                                            \
	(eg_vec_reserve((vec), (vec)->n + 1), memset(&(vec)->v[(vec)->n], 0, sizeof(*(vec)->v)),   \
	    &(vec)->v[(vec)->n++])
#define eg_vec_clear(vec) (eg_free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)

void eg_vec__grow(void **p, size_t *cap, size_t want, size_t each);

#endif
