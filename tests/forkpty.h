/* SPDX-License-Identifier: MIT */
/* forkpty(), under the name that the system has for its header. */
#ifndef AZDESK_TESTS_FORKPTY_H
#define AZDESK_TESTS_FORKPTY_H

#if __has_include(<pty.h>)
#include <pty.h>
#elif __has_include(<libutil.h>)
#include <libutil.h>
#else
#include <util.h>
#endif

#endif
