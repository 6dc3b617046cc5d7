"""Work that a request starts and a worker process does.

A job is a row, added in the transaction of the request that asks for it: either both are there or neither. A queue of
its own (huey, Redis) cannot promise that; nor could it commit a batch of the work together with how far the work is.
"""
