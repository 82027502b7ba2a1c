/** Scaling of features and targets by statistics that are learnt online. */
package dev.gradstream.model.learn.scaler;
