/** First values of parameters by the names of PyTorch's {@code torch.nn.init}. */
package dev.gradstream.model.nn.init;
