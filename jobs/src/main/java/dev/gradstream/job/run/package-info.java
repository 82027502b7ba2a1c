/** One training job in this process, from the data it reads to the model that it leaves behind. */
package dev.gradstream.job.run;
