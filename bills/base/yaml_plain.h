/*
 * Private to bills/base: the plain part of YAML, which nearly every file of a bill repository keeps
 * to, read without libyaml and about eight times as fast.
 */
#ifndef EG_BASE_YAML_PLAIN_H
#define EG_BASE_YAML_PLAIN_H

#include "base/yaml.h"

/* The tree of p, the very one that libyaml's events make; NULL where p holds anything that is not
 * plain, or is wrong: then it is for libyaml to read, or to say what is wrong. */
struct eg_yaml *eg_yaml__plain(struct eg_arena *a, const char *p, size_t n, size_t line_offset);

#endif
