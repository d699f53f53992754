#include "CThreadNumber.h"

_Thread_local unsigned long plumbline_thread_number_storage = 0;
