package dev.gradstream.model.nn;

/** One layer of a network: its hyper-parameters and its forward mathematics. */
public interface Layer {}
