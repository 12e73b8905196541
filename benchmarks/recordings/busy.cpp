// A program that keeps some threads busy in deep stacks of many different functions: something to record for benchmarks.
//
//   busy SECONDS THREADS
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

constexpr int kWidth = 48;
constexpr int kDepth = 20;

struct Work {
    std::uint64_t state;
    std::uint64_t sum = 0;
    int zero;

    std::uint32_t next() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<std::uint32_t>(state >> 16);
    }
};

using Function = void (*)(Work&);

template <int Depth, int Row>
struct Stage {
    static void run(Work& work);
};

template <int Depth, int... Rows>
void call(Work& work, std::uint32_t row, std::integer_sequence<int, Rows...>) {
    static constexpr Function functions[] = {&Stage<Depth, Rows>::run...};
    functions[row % kWidth](work);
}

// Most work is done near the leaves, as in programs that people profile; a call goes to one of three functions, so that paths repeat.
template <int Depth, int Row>
[[gnu::noinline]] void Stage<Depth, Row>::run(Work& work) {
    for (int i = 0; i < 24 + Row; i++) {
        work.sum += work.next() * static_cast<std::uint64_t>(Row * 31 + Depth + 1);
    }

    if constexpr (Depth + 1 < kDepth) {
        std::uint32_t chosen = work.next();
        std::uint32_t step = chosen % 1024 < 1016 ? 0 : chosen % 1024 < 1021 ? 7 : 19;
        if (Depth < 3 || chosen % 1024 > 5) {
            for (int i = 0; i < (Depth > 16 ? 4 : 1); i++) {
                call<Depth + 1>(work, static_cast<std::uint32_t>(Row * 5 + Depth) + step, std::make_integer_sequence<int, kWidth>());
            }
        }
    } else if (work.next() % 512 == 0) {
        char bytes[4096];
        work.sum += static_cast<std::uint64_t>(read(work.zero, bytes, sizeof bytes));
    }

    asm volatile("" : "+r"(work.sum));
}

}  // namespace

int main(int count, char** arguments) {
    double seconds = count > 1 ? std::atof(arguments[1]) : 10;
    int threads = count > 2 ? std::atoi(arguments[2]) : 2;
    std::atomic<bool> ends{false};
    std::vector<std::thread> running;
    for (int i = 0; i < threads; i++) {
        running.emplace_back([i, &ends] {
            Work work{0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(i + 1 + getpid()), 0, open("/dev/zero", O_RDONLY)};
            while (!ends.load(std::memory_order_relaxed)) {
                call<0>(work, work.next(), std::make_integer_sequence<int, kWidth>());
            }

            std::printf("%llu\n", static_cast<unsigned long long>(work.sum));
        });
    }

    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    ends = true;
    for (std::thread& thread : running) {
        thread.join();
    }
}
