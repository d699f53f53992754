#pragma once

/// The calling thread's number; 0 in a new thread. Swift has no variables of a thread's own.
extern _Thread_local unsigned long plumbline_thread_number_storage;

/// Where the calling thread keeps its number. Swift does not import thread-local variables themselves.
static inline unsigned long *plumbline_thread_number(void) { return &plumbline_thread_number_storage; }
