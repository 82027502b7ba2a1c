/** Topics as a person at one machine looks at them: from where to where, and what comes next. */
package dev.gradstream.job.topic;
