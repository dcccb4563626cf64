/* libm, opened on first use. */
#include "base/maths.h"

#include "base/lazy.h"

#include <math.h>
#include <pthread.h>

#define LIBM(F) F(log) F(exp) F(sqrt)

static struct {
	LIBM(EG_LAZY_FIELD)
} libm;

static void
open_libm(void)
{
	static const char *const names[] = {LIBM(EG_LAZY_NAME)};

	if (eg_lazy_open("libm.so.6", "libc6", names, EG_COUNT(names), &libm, NULL) != EG_OK)
		EG_BUG("the C library has lost its libm");
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

double
eg_log(double x)
{
	pthread_once(&once, open_libm);
	return libm.log(x);
}

double
eg_exp(double x)
{
	pthread_once(&once, open_libm);
	return libm.exp(x);
}

double
eg_sqrt(double x)
{
	pthread_once(&once, open_libm);
	return libm.sqrt(x);
}
