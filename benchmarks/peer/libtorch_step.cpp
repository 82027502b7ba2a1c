// The learn step in C++ libtorch, one thread. Speaks the protocol of pytorch_step.py; builds with
//
//     g++ -std=c++17 -O3 -march=native libtorch_step.cpp -o libtorch_step -ltorch -ltorch_cpu -lc10
//
// with the include folders of libtorch (Debian: libtorch-dev).
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

using torch::Tensor;
namespace nn = torch::nn;
using Clock = std::chrono::steady_clock;

constexpr int BATCHES = 8;
constexpr int WARM_UP = 20;

// A number in [-1, 1): murmur3's fmix32 of stream and place.
static float value(uint32_t stream, uint32_t index) {
    uint32_t h = stream * 0x9E3779B9u + index;
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    h ^= h >> 16;
    return static_cast<float>(h >> 8) * 0x1p-23f - 1;
}

static Tensor values(uint32_t stream, int64_t count, float bound = 1) {
    Tensor numbers = torch::empty({count});
    float* data = numbers.data_ptr<float>();
    for (int64_t i = 0; i < count; i++) {
        data[i] = value(stream, static_cast<uint32_t>(i)) * bound;
    }
    return numbers;
}

struct Network {
    std::vector<int64_t> widths;
    nn::Sequential layers;
};

static void add_hidden(const std::string& name, int64_t width, double dropout, nn::Sequential& layers) {
    if (name == "TANH") {
        layers->push_back(nn::Tanh());
        return;
    }
    if (name == "DROPOUT_BATCH_NORM") {
        layers->push_back(nn::BatchNorm1d(width));
    }
    layers->push_back(nn::ReLU());
    if (name.rfind("DROPOUT", 0) == 0) {
        layers->push_back(nn::Dropout(dropout));
    }
}

static Network build(const std::string& name, double dropout) {
    Network network;
    network.widths = name == "LOGISTIC"    ? std::vector<int64_t>{30, 1}
                     : name == "WIDE_RELU" ? std::vector<int64_t>{784, 256, 128, 10}
                                           : std::vector<int64_t>{30, 64, 32, 1};
    torch::NoGradGuard guard;
    for (size_t l = 0; l + 1 < network.widths.size(); l++) {
        int64_t in = network.widths[l], out = network.widths[l + 1];
        float bound = static_cast<float>(1 / std::sqrt(static_cast<double>(in)));
        nn::Linear linear(in, out);
        linear->weight.copy_(values(2 * l, in * out, bound).view({out, in}));
        linear->bias.copy_(values(2 * l + 1, out, bound));
        network.layers->push_back(linear);
        if (l + 2 < network.widths.size()) {
            add_hidden(name, out, dropout, network.layers);
        }
    }
    return network;
}

class Step {
public:
    Step(const std::string& name, const std::string& optimizer, int64_t rows, double dropout)
        : network(build(name, dropout)), classes(std::max<int64_t>(2, network.widths.back())) {
        auto parameters = network.layers->parameters();
        if (optimizer == "ADAM") {
            update = std::make_unique<torch::optim::Adam>(parameters, torch::optim::AdamOptions(0.001));
        } else {
            update = std::make_unique<torch::optim::SGD>(parameters, torch::optim::SGDOptions(0.01));
        }
        for (int b = 0; b < BATCHES; b++) {
            features.push_back(values(1000 + b, rows * network.widths[0]).view({rows, network.widths[0]}));
            Tensor target = ((values(2000 + b, rows) + 1) / 2 * classes).floor();
            targets.push_back(classes > 2 ? target.to(torch::kLong) : target.view({rows, 1}));
        }
        x = features[0].clone();
        y = targets[0].clone();
    }

    // Copy-in, forward, loss, backward, update, loss read out.
    float run() {
        x.copy_(features[next]);
        y.copy_(targets[next]);
        next = (next + 1) % BATCHES;
        update->zero_grad();
        Tensor l = loss(network.layers->forward(x), y);
        l.backward();
        update->step();
        return l.item<float>();
    }

    // The loss in evaluation mode, then a step.
    float prequential() {
        network.layers->eval();
        float before;
        {
            torch::NoGradGuard guard;
            before = loss(network.layers->forward(features[next]), targets[next]).item<float>();
        }
        network.layers->train();
        run();
        return before;
    }

private:
    Tensor loss(const Tensor& output, const Tensor& target) const {
        return classes > 2 ? nn::functional::cross_entropy(output, target)
                           : nn::functional::binary_cross_entropy_with_logits(output, target);
    }

    Network network;
    int64_t classes;
    std::unique_ptr<torch::optim::Optimizer> update;
    std::vector<Tensor> features, targets;
    Tensor x, y;
    size_t next = 0;
};

template <typename Function>
static double median_micros(Function step, double seconds) {
    for (int i = 0; i < WARM_UP; i++) {
        step();
    }
    std::vector<double> times;
    auto end = Clock::now() + std::chrono::duration<double>(seconds);
    for (auto start = Clock::now(); start < end || times.size() < 10; start = Clock::now()) {
        step();
        times.push_back(std::chrono::duration<double>(Clock::now() - start).count() * 1e6);
    }
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    return times[times.size() / 2];
}

int main() {
    at::set_num_threads(1);
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string request, network, optimizer;
        int64_t rows;
        double amount;
        words >> request >> network >> optimizer >> rows >> amount;
        if (request == "losses") {
            Step step(network, optimizer, rows, 0);
            std::cout.precision(9);
            for (int i = 0; i < amount; i++) {
                std::cout << (i == 0 ? "" : " ") << step.prequential();
            }
            std::cout << std::endl;
        } else {
            Step step(network, optimizer, rows, 0.2);
            std::cout << median_micros([&] { step.run(); }, amount) << " eager\n";
            if (network.rfind("DROPOUT", 0) == 0) {
                Step scored(network, optimizer, rows, 0.2);
                std::cout << median_micros([&] { scored.prequential(); }, amount) << " scored first\n";
            }
            std::cout << "done" << std::endl;
        }
    }
}
