/** What a version says of the latest examples on the topics, beside what is true. */
package dev.gradstream.job.page.answer;
