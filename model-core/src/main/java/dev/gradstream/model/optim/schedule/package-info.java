/** Learning rate schedules by PyTorch's names; their unit is the optimizer step. */
package dev.gradstream.model.optim.schedule;
