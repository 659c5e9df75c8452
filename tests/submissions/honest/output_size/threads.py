# honest: threads that end, a pool of them, an event loop
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def size_of(n, f, stride, pad):
    await asyncio.sleep(0)
    return (n - f + 2 * pad) // stride + 1


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    found = []
    thread = threading.Thread(target=lambda: found.append((n - f + 2 * pad) // stride + 1))
    thread.start()
    thread.join()
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(abs, found * 3)) == found * 3
    return asyncio.run(size_of(n, f, stride, pad))
